import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, type Description, type Flag } from '../api/bodies.ts';
import type { Problem } from '../../server/src/http/schema.ts';
import { openApp, type Answer, type Call, type TestApp } from '../api/test-app.ts';
import type { Case } from './case.ts';
import { CASES } from './cases.ts';
import { createShop, fill, NAMES } from './shop.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openApp({ roles: ['viewer', 'admin'] });
  await createShop(app);
  NAMES['id'] = (await app.auth.personByEmail('viewer@example.com'))?.id ?? '';
  // Something to revert: a change of the flag's description.
  const path = '/api/v1/projects/shop/flags/layout';
  const { body } = await app.call<Flag>(`GET ${path}`, { as: 'admin' });
  await app.call(`PATCH ${path}`, { as: 'admin', ifMatch: body.version, body: { description: 'Layout' } });
  NAMES['sequence'] = String((await app.store.project('shop'))?.sequence);
  // Something to restore.
  await app.call(`POST ${fill('/api/v1/projects/{project}/flags/{flag}')}/environments/production/kill`, {
    as: 'admin',
    body: {},
  });
});
afterAll(() => app[Symbol.asyncDispose]());

test('every route that takes a body is in this table', async () => {
  const { body } = await app.call<Description>('GET /openapi.json');
  const taking = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.requestBody && path.startsWith('/api/v1'))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  expect(taking.toSorted()).toEqual(CASES.map(({ route }) => route).toSorted());
});

/** Sends it with the version that stands, so that nothing but the body can be wrong. */
async function send(spoiled: Case, call: Call): Promise<Answer<Problem>> {
  const { version } = spoiled;
  const ifMatch = version && (await version(app));
  return app.call(fill(spoiled.route), { as: 'admin', ifMatch, ...call });
}

/** 4xx, problem details that name the field, and nothing is different afterwards. */
async function expectRefusal(spoiled: Case, call: Call, field: string): Promise<void> {
  const before = await everything();
  const { status, headers, body, text } = await send(spoiled, call);
  expect(status, text).toBeGreaterThanOrEqual(400);
  expect(status, text).toBeLessThan(500);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(fieldsOf(body), text).toContain(field);
  for (const error of body.errors ?? []) {
    expect(error.problem, text).toMatch(/\S/);
    expect(error.remedy, text).toMatch(/\S.*\.$/);
  }
  expect(await everything()).toEqual(before);
}

async function everything() {
  return { state: await app.state(), people: await app.auth.people() };
}

const wrongTypes = [null, 7, 'text', true, [7], { a: 1 }];

function wrongFor(value: unknown): unknown {
  const kind = (candidate: unknown) =>
    candidate === null ? 'null' : Array.isArray(candidate) ? 'array' : typeof candidate;
  return wrongTypes.find((candidate) => kind(candidate) !== kind(value) && candidate !== null);
}

describe.each(CASES)('$route', (spoiled) => {
  const { body, required, longest = {}, spoiled: changes } = spoiled;

  test.each(required)('without %s', async (field) => {
    const { [field]: _gone, ...rest } = body;
    await expectRefusal(spoiled, { body: rest }, field);
  });

  test.each(Object.keys(body))('with a %s of a wrong type', async (field) => {
    await expectRefusal(spoiled, { body: { ...body, [field]: wrongFor(body[field]) } }, field);
  });

  test.each(Object.entries(longest))('with a %s longer than %d characters', async (field, most) => {
    await expectRefusal(spoiled, { body: { ...body, [field]: 'a'.repeat(most + 1) } }, field);
  });

  test.each(changes)('with %s', async (_what, change, field) => {
    await expectRefusal(spoiled, { body: { ...body, ...change } }, field);
  });

  test('with a field that is not known', async () => {
    await expectRefusal(spoiled, { body: { ...body, surprise: 1 } }, 'surprise');
  });

  test.each(['__proto__', 'constructor', 'prototype'])(
    'with the key %s, meant to change every object',
    async (name) => {
      const text = JSON.stringify(body).replace(/^\{/, `{"${name}":{"polluted":true},`);
      await expectRefusal(spoiled, { text: text.replace(',}', '}') }, name);
      expect('polluted' in {}).toBe(false);
    },
  );

  test.each([
    ['a list', '[]'],
    ['a text', '"text"'],
    ['nothing in it', 'null'],
    ['half of it missing', '{"key": '],
    ['nothing at all', ''],
  ])('with a body that is %s', async (_what, text) => {
    await expectRefusal(spoiled, { text }, 'body');
  });

  test('with a body that is not JSON', async () => {
    const before = await everything();
    const { status } = await send(spoiled, { text: 'key=x', headers: { 'content-type': 'text/plain' } });
    expect(status).toBe(415);
    expect(await everything()).toEqual(before);
  });

  test('with a body above the limit', async () => {
    const before = await everything();
    const { status, body: problem } = await send(spoiled, {
      body: { ...body, comment: 'x'.repeat(8_400_000) },
    });
    expect(status).toBe(413);
    expect(problem.detail).toContain('8388608');
    expect(await everything()).toEqual(before);
  });
});

describe.each(CASES.filter(({ version }) => version))('$route', ({ route, body }) => {
  test('without the version that was edited', async () => {
    const before = await everything();
    expect((await app.call(fill(route), { as: 'admin', body })).status).toBe(428);
    expect(await everything()).toEqual(before);
  });

  test.each(['"x"', '*', 'W/"1"', '-1', '1.5'])('with the version %s', async (version) => {
    const { status, body: problem } = await app.call(fill(route), {
      as: 'admin',
      body,
      headers: { 'if-match': version },
    });
    expect(status).toBe(400);
    expect(fieldsOf(problem)).toEqual(['if-match']);
  });

  test('with a version that does not stand', async () => {
    const before = await everything();
    expect((await app.call(fill(route), { as: 'admin', ifMatch: 999_999, body })).status).toBe(412);
    expect(await everything()).toEqual(before);
  });
});

describe('names in an address that are not there', () => {
  const names = Object.keys(NAMES).filter((name) => name !== 'revision');
  const cases = CASES.flatMap((spoiled) =>
    names
      .filter((name) => spoiled.route.includes(`{${name}}`))
      .map((name) => [spoiled.route, name, spoiled] as const),
  );

  test.each(cases)('%s with an unknown %s', async (route, name, { body, version }) => {
    const before = await everything();
    const unknown = name === 'sequence' ? '999999' : 'unknown';
    const path = fill(route.replace(`{${name}}`, unknown));
    const { status, body: problem } = await app.call(path, {
      as: 'admin',
      body,
      ifMatch: version ? 1 : undefined,
    });
    expect(status).toBe(404);
    expect(problem.detail).toContain(`"${unknown}"`);
    expect(await everything()).toEqual(before);
  });

  test.each(cases)('%s with a malformed %s', async (route, name, { body, version }) => {
    const before = await everything();
    const path = fill(route.replace(`{${name}}`, 'A%00%2e%2e'));
    const { status } = await app.call(path, { as: 'admin', body, ifMatch: version ? 1 : undefined });
    expect([400, 404]).toContain(status);
    expect(await everything()).toEqual(before);
  });
});

// Last, for they change things: each request is refused above for what was spoiled, and for nothing else.
describe('unspoiled', () => {
  test.each(CASES)('$route is taken', async (spoiled) => {
    const { status, text } = await send(spoiled, { body: spoiled.body });
    expect(status, text).toBeLessThan(300);
  });
});
