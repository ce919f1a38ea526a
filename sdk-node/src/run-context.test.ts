import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { booleanFlag, rule, stringFlag } from '../../core/src/evaluator/fixtures.ts';
import { rulesetPayload } from '../../core/src/sync/fixtures.ts';
import { createTestClient } from './testing/index.ts';
import { createClient, runWithContext, type EvaluationContext, type NodeClientOptions } from './index.ts';

const is = (attribute: string, value: string) => ({ attribute, operator: 'in' as const, values: [value] });

/** `bulk-orders` is on for the plan business; `product-layout` says who asks from where. */
const bootstrap = rulesetPayload(1, [
  booleanFlag({
    key: 'bulk-orders',
    rules: [rule([is('plan', 'business')], { variant: 'on' })],
    fallthrough: { variant: 'off' },
  }),
  stringFlag({
    rules: [
      rule([is('plan', 'business'), is('region', 'eu')], { variant: 'grid' }, 'business-eu'),
      rule([is('plan', 'business')], { variant: 'spotlight' }, 'business'),
    ],
  }),
]);

function offline(context?: EvaluationContext) {
  const options: NodeClientOptions = { url: undefined, sdkKey: undefined, offline: true, bootstrap, context };
  return createClient(options);
}

const business = { targetingKey: 'c-1', plan: 'business' };

test('deep code asks for the context of the run that it is in, also after it has waited', async () => {
  const client = offline();
  expect(client.isEnabled('bulk-orders')).toBe(false);
  await runWithContext(business, async () => {
    expect(client.isEnabled('bulk-orders')).toBe(true);
    await wait(1);
    expect(client.getBooleanValue('bulk-orders', false)).toBe(true);
    expect(client.getBooleanDetails('bulk-orders', false).reason).toBe('TARGETING_MATCH');
    expect(client.getStringValue('product-layout', 'none')).toBe('spotlight');
  });
  expect(client.isEnabled('bulk-orders')).toBe(false);
});

test('runs side by side do not see one another', async () => {
  const client = offline();
  const plans = Array.from({ length: 50 }, (_, n) => (n % 2 ? 'business' : 'personal'));
  const answers = await Promise.all(
    plans.map((plan) =>
      runWithContext({ plan }, async () => {
        await wait(1);
        return client.isEnabled('bulk-orders');
      }),
    ),
  );
  expect(answers).toEqual(plans.map((plan) => plan === 'business'));
});

test('the question comes before the run, an inner run before the outer, and the option last', () => {
  const client = offline({ plan: 'personal', region: 'eu' });
  const layout = (given?: EvaluationContext) => client.getStringValue('product-layout', 'none', given);
  expect(layout()).toBe('list');
  expect(layout({ plan: 'business' }), 'the region is that of the option').toBe('grid');
  runWithContext({ plan: 'business', region: 'us' }, () => {
    expect(layout()).toBe('spotlight');
    expect(layout({ region: 'eu' })).toBe('grid');
    runWithContext({ region: 'eu' }, () => expect(layout()).toBe('grid'));
    runWithContext(undefined, () => expect(layout()).toBe('spotlight'));
    expect(layout({ plan: undefined }), 'an attribute can be taken away').toBe('list');
    expect(layout()).toBe('spotlight');
  });
});

test('a run gives back what its function returns, and lets through what it throws', () => {
  expect(runWithContext(business, () => 42)).toBe(42);
  expect(() => runWithContext(business, () => { throw new Error('mine'); })).toThrow('mine'); // prettier-ignore
});

test('a context that cannot be read is an answer with INVALID_CONTEXT, never an exception', () => {
  const client = offline({ region: 'eu' });
  const broken: EvaluationContext = { get plan(): string { throw new Error('no database'); } }; // prettier-ignore
  const answer = {
    value: false,
    errorCode: 'INVALID_CONTEXT',
    errorMessage: expect.stringContaining('no database'),
  };
  expect(client.getBooleanDetails('bulk-orders', false, broken)).toMatchObject(answer);
  runWithContext(broken, () => {
    expect(client.getBooleanDetails('bulk-orders', false)).toMatchObject(answer);
    expect(client.getBooleanDetails('bulk-orders', false, { targetingKey: 'c-1' })).toMatchObject(answer);
    expect(client.explain('bulk-orders').details).toMatchObject({ errorCode: 'INVALID_CONTEXT' });
  });
});

test('explain tells the way to the answer of the run, and counts nothing', () => {
  const client = offline({ region: 'eu' });
  runWithContext(business, () => {
    const { details, decidedBy, rules } = client.explain('product-layout');
    expect(details).toMatchObject({ value: 'grid', reason: 'TARGETING_MATCH' });
    expect(decidedBy).toEqual({ type: 'rule', ruleId: 'business-eu' });
    expect(rules).toMatchObject([{ reached: true, holds: true }, { reached: false }]);
  });
  expect(client.stats().exposures.counted).toBe(0);
});

test('explain never throws, and says when there is no such flag and when there is no ruleset', () => {
  const explain = offline().explain as (...parts: unknown[]) => { details: { errorCode?: string } };
  for (const odd of [undefined, null, 0, Symbol('s'), [], () => 1]) {
    expect(explain(odd, odd).details.errorCode).toBe('FLAG_NOT_FOUND');
  }
  const empty = createClient({ url: undefined, sdkKey: undefined, offline: true });
  expect(empty.explain('bulk-orders')).toMatchObject({
    details: { value: null, errorCode: 'PROVIDER_NOT_READY' },
    decidedBy: { type: 'error' },
    rules: [],
  });
});

test('the client of the test kit sees runs as a real one does', () => {
  const bulkOrders = {
    key: 'bulk-orders',
    variants: [
      { name: 'on', value: true },
      { name: 'off', value: false },
    ],
    rules: [rule([is('plan', 'business'), is('region', 'eu')], { variant: 'on' })],
    fallthrough: { variant: 'off' },
  };
  const client = createTestClient({ rules: [bulkOrders], context: { region: 'us' } });
  runWithContext(business, () => {
    expect(client.isEnabled('bulk-orders')).toBe(false);
    client.setContext({ region: 'eu' });
    expect(client.isEnabled('bulk-orders')).toBe(true);
    expect(client.explain('bulk-orders').details.value).toBe(true);
  });
  expect(client.isEnabled('bulk-orders')).toBe(false);
});
