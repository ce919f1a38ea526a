import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLog } from '../../server/src/store/index.ts';
import type { ApiTokens, Changes, CreatedApiToken, Flag, KillResult } from './bodies.ts';
import { configIn, fieldsOf } from './bodies.ts';
import { openApp, type Call, type TestApp } from './test-app.ts';

const DAY_MS = 86_400_000;
const KILL = 'POST /api/v1/projects/shop/flags/checkout/environments/production/kill';

let app: TestApp;
let now = Date.now();
beforeAll(async () => {
  app = await openApp({ now: () => now, trustedProxies: 1 });
  await app.call('POST /api/v1/projects', { as: 'admin', body: { key: 'shop', name: 'Shop' } });
  await app.call('POST /api/v1/projects/shop/flags', {
    as: 'admin',
    body: { key: 'checkout', kind: 'release', valueType: 'boolean' },
  });
});
afterAll(() => app[Symbol.asyncDispose]());

async function create(as: Call['as'], body: object): Promise<CreatedApiToken> {
  const { status, body: created } = await app.call<CreatedApiToken>('POST /api/v1/api-tokens', { as, body });
  expect(status).toBe(201);
  return created;
}

const bearing = (token: string, headers: Record<string, string> = {}): Call => ({
  headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': '192.0.2.77', ...headers },
  without: 'origin',
});

const list = async (as: Call['as']) =>
  (await app.call<ApiTokens>('GET /api/v1/api-tokens', { as })).body.tokens;

describe('an API token', () => {
  test('is shown once, with its id in it, and is kept by nobody', async () => {
    const created = await create('operator', { name: 'deploy', role: 'operator' });
    expect(created.token).toMatch(new RegExp(`^sbt_${created.id}_[A-Za-z0-9]{43}$`));
    expect(created).toMatchObject({ name: 'deploy', expiresAt: null, lastUsedAt: null, revokedAt: null });
    const listed = await app.call('GET /api/v1/api-tokens', { as: 'operator' });
    expect(listed.text).toContain(created.id);
    expect(listed.text).not.toContain(created.token);
    expect(JSON.stringify(await app.store.apiTokens())).not.toContain(created.token);
    expect(app.log()).toContain(created.id);
    expect(app.log()).not.toContain(created.token);
  });

  test('acts in the name of its owner, and the change log says with which token', async () => {
    const { id, token } = await create('operator', { name: 'incident-bot', role: 'operator' });
    const killed = await app.call<KillResult>(KILL, { ...bearing(token), body: { reason: 'Errors' } });
    expect(killed.body).toMatchObject({
      changed: true,
      config: { killed: { by: 'The operator (API token incident-bot)' } },
    });
    const { body } = await app.call<Changes>('GET /api/v1/projects/shop/changes?limit=1', { as: 'viewer' });
    expect(body.changes[0]?.actor).toEqual({
      type: 'user',
      id: (await app.auth.personByEmail('operator@example.com'))?.id,
      name: 'The operator',
      token: { id, name: 'incident-bot' },
    });
    expect(await verifyLog(app.store, 'shop')).toMatchObject({ intact: true });

    // Edited meanwhile: a second kill still leads to the receipt of the first.
    const path = '/api/v1/projects/shop/flags/checkout';
    const config = configIn((await app.call<Flag>(`GET ${path}`, { as: 'editor' })).body, 'production');
    const { version, updatedAt: _, killed: _kill, ...wanted } = { ...config, enabled: !config.enabled };
    await app.call(`PUT ${path}/environments/production`, { as: 'editor', body: wanted, ifMatch: version });
    const again = await app.call<KillResult>(KILL, { ...bearing(token), body: {} });
    expect(again.body).toMatchObject({ changed: false, revision: killed.body.revision });
    expect(again.body.config.version).toBeGreaterThan(killed.body.revision);
  });

  test('has no more than its owner, however the owner changes', async () => {
    const above = await app.call('POST /api/v1/api-tokens', {
      as: 'editor',
      body: { name: 'x', role: 'admin' },
    });
    expect(above.status).toBe(400);
    expect(fieldsOf(above.body)).toEqual(['role']);

    const { id, token } = await create('editor', { name: 'sync', role: 'editor' });
    const owner = await app.auth.personByEmail('editor@example.com');
    const archive = () =>
      app.call('POST /api/v1/projects/shop/flags/nothing/archive', { ...bearing(token), body: {} });
    expect((await archive()).status).toBe(404);
    await app.call(`PATCH /api/v1/people/${owner?.id}`, { as: 'admin', body: { role: 'viewer' } });
    const refused = await archive();
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain('the API token "sync" has "viewer"');
    const listed = (await list('admin')).find((one) => one.id === id);
    expect(listed).toMatchObject({ role: 'editor', effectiveRole: 'viewer' });
    await app.call(`PATCH /api/v1/people/${owner?.id}`, { as: 'admin', body: { role: 'editor' } });
  });

  test('is seen and revoked by its owner and by admins only', async () => {
    const { id, token } = await create('editor', { name: 'mine', role: 'viewer' });
    expect((await list('operator')).map((one) => one.id)).not.toContain(id);
    expect((await list('admin')).map((one) => one.owner.name)).toContain('The editor');
    const revoke = (as: Call['as']) =>
      app.call<{ revokedAt: number }>(`DELETE /api/v1/api-tokens/${id}`, { as });
    expect((await revoke('operator')).status).toBe(404);
    expect((await app.call('GET /api/v1/projects', bearing(token))).status).toBe(200);

    const revoked = await revoke('admin');
    now += 1_000;
    expect((await revoke('editor')).body.revokedAt).toBe(revoked.body.revokedAt);
    const refused = await app.call('GET /api/v1/projects', bearing(token));
    expect([refused.status, refused.body.code]).toEqual([401, 'revoked_api_token']);
    expect(refused.body.detail).toContain('"mine" was revoked');
  });

  test('that expired says since when', async () => {
    const expiresAt = now + DAY_MS;
    const { token } = await create('viewer', { name: 'today', role: 'viewer', expiresAt });
    expect((await app.call('GET /api/v1/projects', bearing(token))).status).toBe(200);
    now = expiresAt;
    const refused = await app.call('GET /api/v1/projects', bearing(token));
    expect([refused.status, refused.body.code]).toEqual([401, 'expired_api_token']);
    expect(refused.body.detail).toContain(new Date(expiresAt).toISOString());
  });

  test('notes when it was used, at most once a minute', async () => {
    const { id, token } = await create('viewer', { name: 'poller', role: 'viewer' });
    const first = now;
    const used = async () => {
      await app.call('GET /api/v1/projects', bearing(token));
      return (await list('viewer')).find((one) => one.id === id)?.lastUsedAt;
    };
    expect(await used()).toBe(first);
    now += 59_999;
    expect(await used()).toBe(first);
    now += 1;
    expect(await used()).toBe(now);
  });

  test('goes before a session: nobody gets back by a cookie what their token lacks', async () => {
    const { token } = await create('admin', { name: 'reader', role: 'viewer' });
    const call = { ...bearing(token), as: 'admin' as const };
    expect((await app.call('GET /api/v1/people', call)).status).toBe(403);
    const { body } = await app.call<{ role: string }>('GET /api/v1/session', call);
    expect(body.role).toBe('viewer');
  });
});

describe('what is no API token', () => {
  test('is told what tokens look like', async () => {
    const { status, body } = await app.call('GET /api/v1/projects', bearing('sbx_server_something'));
    expect(status).toBe(401);
    expect(body.detail).toContain('they begin with "sbt_"');
  });

  test('guessed too often from one address, is refused there for a while', async () => {
    const { token } = await create('viewer', { name: 'right', role: 'viewer' });
    const from = { 'x-forwarded-for': '10.0.0.1, 203.0.113.9' };
    const guess = (text: string) => app.call('GET /api/v1/projects', bearing(text, from));
    const codes = [];
    for (let i = 0; i <= 10; i++) codes.push((await guess(`sbt_guess_${i}`)).body.code);
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'unknown_api_token'), 'too_many_attempts']);
    const right = await guess(token);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await app.call('GET /api/v1/projects', bearing(token))).status).toBe(200);
    now += 60_000;
    expect((await guess(token)).status).toBe(200);
  });
});
