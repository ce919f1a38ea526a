import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { segmentRule } from '../delivery/changes.ts';
import { CLIENT_KEY, OTHER_KEY, SERVER_KEY, type TestServer } from '../delivery/start-server.ts';
import { ada, config, segment, writeSegment } from '../store/shop.ts';
import { askerOf, flagIn, type Asker } from './ask.ts';
import { flag, startWithFlags } from './flags.ts';
import { expectShape } from './schemas.ts';

let server: TestServer;
let ask: Asker;
beforeAll(async () => {
  server = await startWithFlags();
  ask = askerOf(server.url, SERVER_KEY);
});
afterAll(() => server[Symbol.asyncDispose]());

const targetingKey = 'customer-1';

describe('one flag', () => {
  test.each([
    ['static', {}, { value: true, variant: 'on', reason: 'STATIC', metadata: {} }],
    [
      'targeted',
      { country: 'DE' },
      { value: true, variant: 'on', reason: 'TARGETING_MATCH', metadata: { ruleId: 'germans' } },
    ],
    ['percentage', { targetingKey }, { reason: 'SPLIT', metadata: {} }],
    ['disabled', {}, { value: false, variant: 'off', reason: 'DISABLED', metadata: {} }],
  ])('that is %s says so', async (key, context, expected) => {
    const { status, headers, body } = await ask.flag(key, { context });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expectShape('success', body);
    expect(body).toMatchObject({ key, ...expected });
  });

  test('brings along what its owners attached to it, beside our own', async () => {
    const metadata = { team: 'payments', tier: 1, 'on-call': true };
    await server.store.commit(flag('attached', { metadata }, config), ada);
    const { body } = await ask.flag('attached', { context: { country: 'NL' } });
    expectShape('success', body);
    expect(body?.metadata).toEqual({ ...metadata, ruleId: 'r1' });
    const all = await ask.all({ context: { targetingKey } });
    expectShape('bulk', all.body);
    expect(flagIn(all, 'attached')?.metadata).toEqual(metadata);
  });

  test('whose rules do not match: OFREP has no word for DEFAULT, so the metadata has it', async () => {
    const { body } = await ask.flag('targeted', { context: { country: 'NL' } });
    expectShape('success', body);
    expect(body).toEqual({
      key: 'targeted',
      value: false,
      variant: 'off',
      reason: 'UNKNOWN',
      metadata: { reason: 'DEFAULT' },
    });
  });

  test.each([
    ['static', true],
    ['text', 'grid'],
    ['integer', 7],
    ['float', 0.25],
    ['object', { text: 'Sale', colors: ['red', null] }],
    ['list', ['a', 'b']],
    ['nothing', null],
    ['scalar', 12],
  ])('of type %s comes with its value as it is', async (key, value) => {
    const { status, body } = await ask.flag(key);
    expect(status).toBe(200);
    expectShape('success', body);
    expect(body?.value).toEqual(value);
  });

  test('that there is not is not found, and neither is one that the key does not show', async () => {
    for (const [asker, key] of [
      [ask, 'nonsense'],
      [ask, 'a/../b?c'],
      [ask, '__proto__'],
      [askerOf(server.url, CLIENT_KEY), 'secret'],
      [askerOf(server.url, OTHER_KEY), 'static'],
    ] as const) {
      const { status, body } = await asker.flag(key);
      expect(status).toBe(404);
      expectShape('notFound', body);
      expect(body).toMatchObject({ key, errorDetails: expect.stringContaining(`"${key}"`) });
    }
    expect((await ask.flag('secret')).body?.value).toBe(true);
  });

  test('that needs a targeting key says that it is missing', async () => {
    const { status, body } = await ask.flag('percentage', { context: { country: 'DE' } });
    expect(status).toBe(400);
    expectShape('failure', body);
    expect(body).toMatchObject({ key: 'percentage', errorCode: 'TARGETING_KEY_MISSING' });
  });

  test('that cannot be read fails alone, and says why', async () => {
    const { status, body } = await ask.flag('unreadable', { context: { targetingKey } });
    expect(status).toBe(400);
    expectShape('failure', body);
    expect(body).toMatchObject({
      key: 'unreadable',
      errorCode: 'PARSE_ERROR',
      errorDetails: expect.stringContaining('"gone"'),
    });
  });

  test('follows a change, of its segment too', async () => {
    await using changing = await startWithFlags();
    const asker = askerOf(changing.url, SERVER_KEY);
    const member = () => asker.flag('members', { context: { targetingKey: 'u9' } });
    await changing.store.commit(writeSegment('beta', segment), ada);
    await changing.store.commit(
      flag('members', {}, { rules: [segmentRule('beta')], fallthrough: { variant: 'off' } }),
      ada,
    );
    expect((await asker.flag('static')).body?.reason).toBe('STATIC');
    expect((await member()).body?.value).toBe(false);

    await changing.store.commit(flag('static', {}, { enabled: false }), ada);
    await expect.poll(async () => (await asker.flag('static')).body?.reason).toBe('DISABLED');
    await changing.store.commit(writeSegment('beta', { ...segment, included: ['u9'] }), ada);
    await expect.poll(async () => (await member()).body?.value).toBe(true);
    await changing.store.commit(flag('static', { archived: true }), ada);
    await expect.poll(async () => (await asker.flag('static')).status).toBe(404);
  });
});
