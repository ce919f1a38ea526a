import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  configIn,
  type Changes,
  type CreatedSdkKey,
  type Environments,
  type Flag,
  type Project,
  type SdkKey,
  type Segment,
  type Segments,
} from './bodies.ts';
import { openApp, type TestApp } from './test-app.ts';

let app: TestApp;
const SHOP = '/api/v1/projects/shop';

beforeAll(async () => {
  app = await openApp({ roles: ['viewer', 'editor', 'admin'] });
  await app.call('POST /api/v1/projects', { as: 'admin', body: { key: 'shop', name: 'Shop' } });
});
afterAll(() => app[Symbol.asyncDispose]());

const get = async <Body>(path: string) => (await app.call<Body>(`GET ${SHOP}${path}`, { as: 'viewer' })).body;

describe('projects and environments', () => {
  test('a new project has development, staging and production, in this order', async () => {
    const { environments } = await get<Environments>('/environments');
    expect(environments.map(({ key }) => key)).toEqual(['development', 'staging', 'production']);
    expect(environments.map(({ production }) => production)).toEqual([false, false, true]);
  });

  test('a new environment has every flag, off, with the rules and segments of the one before it', async () => {
    await app.call(`POST ${SHOP}/environments/staging/segments`, {
      as: 'editor',
      body: { key: 'beta', name: 'Beta' },
    });
    await app.call(`POST ${SHOP}/flags`, {
      as: 'editor',
      body: { key: 'checkout', kind: 'release', valueType: 'boolean' },
    });
    const { version } = configIn(await get<Flag>('/flags/checkout'), 'staging');
    const rules = [
      {
        id: 'beta',
        clauses: [{ attribute: 'targetingKey', operator: 'inSegment', values: ['beta'] }],
        serve: { variant: 'on' },
      },
    ];
    await app.call(`PUT ${SHOP}/flags/checkout/environments/staging`, {
      as: 'editor',
      ifMatch: version,
      body: { enabled: true, offVariant: 'off', rules, fallthrough: { variant: 'off' } },
    });

    const body = { key: 'qa', name: 'QA', position: 1 };
    expect((await app.call(`POST ${SHOP}/environments`, { as: 'admin', body })).status).toBe(201);
    const config = configIn(await get<Flag>('/flags/checkout'), 'qa');
    expect(config).toMatchObject({ enabled: false, killed: null, rules });
    expect((await get<Segments>('/environments/qa/segments')).segments[0]?.key).toBe('beta');
  });

  test('renaming a project is logged; giving it the name it has is not', async () => {
    const rename = () => app.call<Project>(`PATCH ${SHOP}`, { as: 'admin', body: { name: 'Corner Shop' } });
    const before = (await get<Project>('')).sequence;
    expect((await rename()).body).toMatchObject({ name: 'Corner Shop', sequence: before + 1 });
    expect((await rename()).body.sequence).toBe(before + 1);
  });
});

describe('segments', () => {
  const SEGMENTS = `${SHOP}/environments/production/segments`;

  test('a segment that a rule uses is not removed, and the answer names the flag', async () => {
    await app.call(`POST ${SEGMENTS}`, {
      as: 'editor',
      body: { key: 'staff', name: 'Staff', included: ['ada'] },
    });
    await app.call(`POST ${SHOP}/flags`, {
      as: 'editor',
      body: { key: 'desk', kind: 'ops', valueType: 'boolean' },
    });
    const { version } = configIn(await get<Flag>('/flags/desk'), 'production');
    const use = { attribute: 'targetingKey', operator: 'inSegment', values: ['staff'] };
    await app.call(`PUT ${SHOP}/flags/desk/environments/production`, {
      as: 'editor',
      ifMatch: version,
      body: {
        enabled: true,
        offVariant: 'off',
        rules: [{ id: 'staff', clauses: [use], serve: { variant: 'on' } }],
        fallthrough: { variant: 'off' },
      },
    });
    const { status, body } = await app.call(`DELETE ${SEGMENTS}/staff`, { as: 'editor' });
    expect(status).toBe(409);
    expect(body.detail).toContain('flag "desk"');
  });

  test('a segment that nothing uses goes, with its content kept in the log', async () => {
    await app.call(`POST ${SEGMENTS}`, {
      as: 'editor',
      body: { key: 'old', name: 'Old', included: ['bob'] },
    });
    expect((await app.call(`DELETE ${SEGMENTS}/old?comment=Unused`, { as: 'editor' })).status).toBe(204);
    const { changes } = await get<Changes>('/changes?segment=old&limit=1');
    expect(changes[0]).toMatchObject({
      action: 'segment.remove',
      comment: 'Unused',
      items: [{ before: { included: ['bob'] } }],
    });
  });

  test('a segment cannot contain itself, through others either', async () => {
    const contains = (key: string) => ({
      rules: [{ id: 'r', clauses: [{ attribute: 'targetingKey', operator: 'inSegment', values: [key] }] }],
    });
    await app.call(`POST ${SEGMENTS}`, { as: 'editor', body: { key: 'a', name: 'A' } });
    await app.call(`POST ${SEGMENTS}`, { as: 'editor', body: { key: 'b', name: 'B', ...contains('a') } });
    const { version } = await get<Segment>('/environments/production/segments/a');
    const { status, body } = await app.call(`PUT ${SEGMENTS}/a`, {
      as: 'editor',
      ifMatch: version,
      body: { name: 'A', description: '', included: [], excluded: [], ...contains('b') },
    });
    expect(status).toBe(400);
    expect(body.detail).toContain('a → b → a');
  });

  test('ten thousand keys are fine', async () => {
    const included = Array.from({ length: 10_000 }, (_, index) => `customer-${index}`);
    const { status } = await app.call(`POST ${SEGMENTS}`, {
      as: 'editor',
      body: { key: 'many', name: 'Many', included },
    });
    expect(status).toBe(201);
  });
});

describe('SDK keys', () => {
  const KEYS = `${SHOP}/environments/production/sdk-keys`;

  test('a key is shown once and kept only as a hash', async () => {
    const { status, body } = await app.call<CreatedSdkKey>(`POST ${KEYS}`, {
      as: 'admin',
      body: { name: 'API', kind: 'server' },
    });
    expect(status).toBe(201);
    expect(body.sdkKey).toMatch(/^sbx_server_[A-Za-z0-9]{36}$/);
    expect(body.sdkKey.startsWith(body.prefix)).toBe(true);
    const listed = await app.call(`GET ${KEYS}`, { as: 'viewer' });
    expect(listed.text).not.toContain(body.sdkKey);
    const hash = createHash('sha256').update(body.sdkKey).digest('hex');
    expect(await app.store.sdkKeyByHash(hash)).toMatchObject({ id: body.id, name: 'API' });
    const log = await app.call(`GET ${SHOP}/changes`, { as: 'viewer' });
    expect(log.text).not.toContain(body.sdkKey);
    expect(log.text).not.toContain(hash);
  });

  test('a revoked key opens nothing; revoking it again changes nothing', async () => {
    const { body } = await app.call<CreatedSdkKey>(`POST ${KEYS}`, {
      as: 'admin',
      body: { name: 'Page', kind: 'client' },
    });
    const ruleset = () =>
      app.call('GET /sdk/v1/ruleset', { headers: { authorization: `Bearer ${body.sdkKey}` } });
    expect((await ruleset()).status).toBe(200);
    const revoke = () => app.call<SdkKey>(`DELETE ${KEYS}/${body.id}`, { as: 'admin' });
    const revoked = await revoke();
    expect(revoked.body.revokedAt).toBeTypeOf('number');
    expect((await revoke()).body).toEqual(revoked.body);
    expect((await ruleset()).status).toBe(401);
  });
});
