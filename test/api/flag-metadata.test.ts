import type { Ruleset } from '@signalbox/core/evaluator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configIn, fieldsOf, type Change, type CreatedSdkKey, type Explained, type Flag } from './bodies.ts';
import type { Problem } from '../../server/src/http/schema.ts';
import { createPostgres, engines } from '../store/engines.ts';
import { FLAGS, openShop, SHOP, type Shop } from './shop.ts';
import { openApp, type TestApp } from './test-app.ts';

const databases = engines.map(({ engine }) => engine);

describe.each(databases)('metadata that the owners of a flag attach, on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createPostgres>> | undefined;
  let app: TestApp;
  let shop: Shop;
  beforeAll(async () => {
    database = engine === 'postgres' ? await createPostgres() : undefined;
    app = await openApp(database && { databaseUrl: database.url });
    shop = await openShop(app);
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    await database?.drop();
  });

  const metadata = { team: 'payments', tier: 1, 'on-call': true };
  const environment = `${SHOP}/environments/production`;

  const ask = async (key: string, fields: object = {}) => {
    const body = { flag: key, context: {}, ...fields };
    const answer = await app.call<Explained>(`POST ${environment}/explain`, { as: 'viewer', body });
    return answer.body.explanation.details;
  };

  test('comes with it from its birth', async () => {
    const key = await shop.newFlag({ metadata });
    expect((await shop.flag(key)).metadata).toEqual(metadata);
    expect((await ask(key)).flagMetadata).toEqual(metadata);
  });

  test('none is absent, however it was said', async () => {
    const key = await shop.newFlag({ metadata: {} });
    expect(await shop.flag(key)).not.toHaveProperty('metadata');
    const before = await shop.sequence();
    await shop.describe(key, { metadata: {} });
    expect(await shop.sequence()).toBe(before);
    expect(await shop.flag(await shop.newFlag())).not.toHaveProperty('metadata');
  });

  test('is replaced as a whole, stays when it is not mentioned, and goes with {}', async () => {
    const key = await shop.newFlag({ metadata });
    await shop.describe(key, { metadata: { team: 'risk' } });
    await shop.describe(key, { owner: 'Ada' });
    expect((await shop.flag(key)).metadata).toEqual({ team: 'risk' });
    await shop.describe(key, { metadata: {} });
    expect(await shop.flag(key)).not.toHaveProperty('metadata');
  });

  test('gives every environment a new revision when it changes, and none when only its order does', async () => {
    const key = await shop.newFlag({ metadata });
    const before = await shop.flag(key);
    const reordered = Object.fromEntries(Object.entries(metadata).toReversed());
    await shop.describe(key, { metadata: reordered });
    expect(await shop.flag(key)).toEqual(before);
    const { body: after } = await shop.describe(key, { metadata: { ...metadata, tier: 2 } });
    for (const place of ['development', 'staging', 'production']) {
      expect(configIn(after, place).version).toBeGreaterThan(configIn(before, place).version);
    }
  });

  test('reaches holders of secret and of public keys, and takes no room where there is none', async () => {
    const key = await shop.newFlag({ metadata, clientSide: true });
    const plain = await shop.newFlag({ clientSide: true });
    for (const kind of ['server', 'client']) {
      const body = { kind, name: kind };
      const created = await app.call<CreatedSdkKey>(`POST ${environment}/sdk-keys`, { as: 'admin', body });
      const headers = { authorization: `Bearer ${created.body.sdkKey}` };
      const ruleset = await app.call<Ruleset>('GET /sdk/v1/ruleset', { headers });
      const sent = new Map(ruleset.body.flags.map((flag) => [flag.key, flag]));
      expect(sent.get(key)?.metadata).toEqual(metadata);
      expect(sent.get(plain)).not.toHaveProperty('metadata');
    }
  });

  test('shows in the log as it was and as it is, and comes back when the change is reverted', async () => {
    const key = await shop.newFlag();
    await shop.describe(key, { metadata });
    const sequence = await shop.sequence();
    const { body: change } = await app.call<Change>(`GET ${SHOP}/changes/${sequence}`, { as: 'viewer' });
    expect(change.items[0]?.before).not.toHaveProperty('metadata');
    expect(change.items[0]?.after).toMatchObject({ metadata });

    await app.call(`POST ${SHOP}/changes/${sequence}/revert`, { as: 'editor', body: {} });
    expect(await shop.flag(key)).not.toHaveProperty('metadata');
    await app.call(`POST ${SHOP}/changes/${sequence + 1}/revert`, { as: 'editor', body: {} });
    expect((await shop.flag(key)).metadata).toEqual(metadata);
  });

  test('at a past revision is what it was then', async () => {
    const key = await shop.newFlag();
    const { version: revision } = await shop.inProduction(key);
    await shop.describe(key, { metadata });
    const { version: later } = await shop.inProduction(key);
    await shop.describe(key, { metadata: {} });
    expect((await ask(key, { revision })).flagMetadata).toEqual({});
    expect((await ask(key, { revision: later })).flagMetadata).toEqual(metadata);
    expect((await ask(key)).flagMetadata).toEqual({});
  });

  test('survives archiving and coming back', async () => {
    const key = await shop.newFlag({ metadata });
    for (const action of ['archive', 'unarchive']) {
      const { body } = await app.call<Flag>(`POST ${FLAGS}/${key}/${action}`, { as: 'editor', body: {} });
      expect(body.metadata).toEqual(metadata);
    }
  });

  test.each(['ruleId', 'prerequisite', 'reason', '__proto__'])(
    'is refused under the name %s',
    async (name) => {
      const key = await shop.newFlag();
      const refused = { metadata: Object.fromEntries([[name, 'x']]) };
      const { status, body } = await shop.describe<Problem>(key, refused);
      expect(status).toBe(400);
      expect(fieldsOf(body)).toEqual([`metadata.${name}`]);
    },
  );
});
