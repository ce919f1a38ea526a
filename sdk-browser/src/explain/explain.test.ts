import { afterEach, expect, test } from 'vitest';
import { createClient, type BrowserClient } from '@signalbox/sdk-browser';
import { booleanFlag, rule } from '../../../core/src/evaluator/fixtures.ts';
import { rulesetPayload } from '../../../core/src/sync/fixtures.ts';
import { explain } from './index.ts';

const german = { attribute: 'country', operator: 'in', values: ['DE'] } as const;
const flag = booleanFlag({
  key: 'banner',
  rules: [rule([{ ...german, values: ['DE'] }], { variant: 'on' })],
});
let client: BrowserClient;

afterEach(() => client.close());

function offline(bootstrap?: string): BrowserClient {
  client = createClient({
    url: undefined,
    sdkKey: undefined,
    offline: true,
    bootstrap,
    context: { country: 'DE' },
  });
  return client;
}

test('it tells how the client comes to its answer, for its context or another', () => {
  offline(JSON.stringify(rulesetPayload(1, [flag])));
  expect(explain(client, 'banner')).toMatchObject({
    details: client.getBooleanDetails('banner', false),
    decidedBy: { type: 'rule' },
  });
  expect(explain(client, 'banner', { country: 'FR' }).rules[0]?.conditions).toMatchObject([
    { holds: false, saw: 'FR' },
  ]);
  client.setContext({ country: 'AT' });
  expect(explain(client, 'banner').rules[0]?.conditions).toMatchObject([{ holds: false, saw: 'AT' }]);
});

test('without a ruleset it says so', () => {
  expect(explain(offline(), 'banner').details.errorCode).toBe('PROVIDER_NOT_READY');
});
