import { expect, test } from 'vitest';
import { createLogger, withoutSecrets } from '../../server/src/logging/logger.ts';
import type { CreatedApiToken, CreatedPerson, CreatedSdkKey } from '../api/bodies.ts';
import { cookieFrom, openApp, PASSWORD } from '../api/test-app.ts';
import { createShop } from './shop.ts';

test('no secret that goes through the server stands in its log', async () => {
  await using app = await openApp({ logLevel: 'trace' });
  const { sdkKey } = await createShop(app);
  const client = await app.call<CreatedSdkKey>(
    'POST /api/v1/projects/shop/environments/production/sdk-keys',
    {
      as: 'admin',
      body: { name: 'Page', kind: 'client' },
    },
  );
  const person = await app.call<CreatedPerson>('POST /api/v1/people', {
    as: 'admin',
    body: { name: 'Bob', email: 'bob@example.com', role: 'viewer' },
  });
  const signedIn = await app.call('POST /api/auth/sign-in/email', {
    body: { email: 'bob@example.com', password: person.body.password },
  });
  await app.call('POST /api/auth/sign-in/email', {
    body: { email: 'bob@example.com', password: 'wrong-but-secret' },
  });
  await app.call('POST /api/v1/session/password', {
    headers: { cookie: cookieFrom(signedIn.headers) },
    body: { currentPassword: person.body.password, newPassword: 'the new secret one' },
  });
  await app.call('GET /sdk/v1/ruleset', { headers: { authorization: `Bearer ${sdkKey}` } });
  await app.call(`GET /sdk/v1/ruleset?key=${client.body.sdkKey}`);
  await app.call('GET /sdk/v1/ruleset?key=sbx_client_wrongwrongwrong');
  const { token } = (
    await app.call<CreatedApiToken>('POST /api/v1/api-tokens', {
      as: 'admin',
      body: { name: 'deploy', role: 'viewer' },
    })
  ).body;
  await app.call(`GET /api/v1/projects?token=${token}`, { headers: { authorization: `Bearer ${token}` } });
  await app.call(`GET /api/v1/projects/${token}`, { as: 'viewer' });
  await app.call('GET /api/v1/projects', {
    headers: { authorization: 'Bearer sbt_guess_wrongwrongwrongwrong' },
  });
  // A failure inside, with everything that a request can carry.
  app.store.projects = () => Promise.reject(new Error(`cannot read for ${sdkKey} ${PASSWORD.length}`));
  await app.call(`GET /api/v1/projects?key=${sdkKey}`, {
    as: 'viewer',
    headers: { authorization: `Bearer ${sdkKey}` },
  });

  const log = app.log();
  expect(log).toContain('request failed');
  const secrets = {
    sdkKey,
    clientKey: client.body.sdkKey,
    password: PASSWORD,
    oneTimePassword: person.body.password,
    newPassword: 'the new secret one',
    wrongPassword: 'wrong-but-secret',
    wrongKey: 'wrongwrongwrong',
    apiToken: token,
    session: app.cookies.admin.split('=')[1]?.slice(0, 24) ?? '?',
    newSession: cookieFrom(signedIn.headers).split('=')[1]?.slice(0, 24) ?? '?',
  };
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(8);
    expect(log.includes(secret), `${name} stands in the log`).toBe(false);
  }
});

test('secrets in known fields are blanked, however deep', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  logger.info({
    password: 'p1',
    headers: { authorization: 'a1', cookie: 'c1' },
    req: { headers: { cookie: 'c2' } },
  });
  expect(lines.join('')).not.toMatch(/p1|a1|c1|c2/);
});

test.each([
  ['/sdk/v1/stream?key=sbx_client_abc123', '/sdk/v1/stream?key=[secret]'],
  ['rejected sbx_server_abc123 twice', 'rejected sbx_server_[secret] twice'],
  ['/projects/sbt_k3Fh_abc123', '/projects/sbt_k3Fh_[secret]'],
  ['postgres://signalbox:hunter2@db/flags', 'postgres://signalbox:[secret]@db/flags'],
  ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [secret]'],
  [
    String.raw`{"msg":"Failed query: select 1\nparams: tok\"en,9","stack":"Failed query: x\nparams: token\n at"}`,
    String.raw`{"msg":"Failed query: select 1\nparams: [secret]","stack":"Failed query: x\nparams: [secret]"}`,
  ],
])('in running text too: %s', (line, shown) => {
  expect(withoutSecrets(line)).toBe(shown);
});

test('a failure inside is answered without its details, with the number to find it in the log', async () => {
  await using app = await openApp({ roles: ['viewer'] });
  app.store.projects = () => Promise.reject(new Error('SELECT secret FROM inside'));
  const { status, body, text } = await app.call('GET /api/v1/projects', { as: 'viewer' });
  expect(status).toBe(500);
  expect(text).not.toContain('SELECT');
  const [requestId = 'none'] = /[0-9a-f-]{36}/.exec(body.detail) ?? [];
  expect(app.log()).toContain(requestId);
});

test('while the database is away, the answer says so and asks to come back', async () => {
  await using app = await openApp({ roles: ['viewer'] });
  await app.store.close();
  const { status, headers, body } = await app.call('GET /api/v1/projects', { as: 'viewer' });
  expect(status).toBe(503);
  expect(body.code).toBe('database_unavailable');
  expect(headers.get('retry-after')).toBe('5');
  expect((await app.call('GET /readyz')).status).toBe(503);
  expect((await app.call('GET /healthz')).body).toMatchObject({ status: 'ok', schema: null });
});
