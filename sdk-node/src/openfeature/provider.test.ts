import { OpenFeature } from '@openfeature/server-sdk';
import { runWithContext } from '@signalbox/sdk-node';
import { SignalboxProvider } from '@signalbox/sdk-node/openfeature';
import { afterEach, expect, test } from 'vitest';
import { booleanFlag, rule } from '../../../core/src/evaluator/fixtures.ts';
import { rulesetPayload } from '../../../core/src/sync/fixtures.ts';

const plan = (value: string) => ({ attribute: 'plan', operator: 'in' as const, values: [value] });
const bootstrap = rulesetPayload(1, [
  booleanFlag({ rules: [rule([plan('business')], { variant: 'on' })], fallthrough: { variant: 'off' } }),
]);

afterEach(() => OpenFeature.close());

test('a run with a context reaches through OpenFeature, whose own contexts come before it', async () => {
  const provider = new SignalboxProvider({ url: undefined, sdkKey: undefined, offline: true, bootstrap });
  await OpenFeature.setProviderAndWait(provider);
  const flags = OpenFeature.getClient();
  expect(await flags.getBooleanValue('new-checkout', true)).toBe(false);
  await runWithContext({ plan: 'business' }, async () => {
    expect(await flags.getBooleanValue('new-checkout', false)).toBe(true);
    expect(await flags.getBooleanValue('new-checkout', true, { plan: 'personal' })).toBe(false);
  });
});
