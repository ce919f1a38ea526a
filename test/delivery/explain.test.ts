import { describe, expect, test } from 'vitest';
import { ada, config, configureFlag, createFlag } from '../store/shop.ts';
import { CLIENT_KEY, OTHER_KEY, SERVER_KEY, startServer, type TestServer } from './start-server.ts';

function explain(server: TestServer, body: object | string, key = SERVER_KEY): Promise<Response> {
  return fetch(`${server.url}/sdk/v1/explain`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const question = { flag: 'checkout', context: { targetingKey: 'u1', country: 'NL' } };

describe('explaining with an SDK key', () => {
  test('tells how the key’s environment answers, and which that is', async () => {
    await using server = await startServer();
    await server.store.commit(createFlag('checkout'), ada);
    await server.store.commit(configureFlag('checkout', config), ada);
    const production = await explain(server, question);
    expect(production.status).toBe(200);
    expect(production.headers.get('cache-control')).toBe('no-store');
    expect(await production.json()).toMatchObject({
      project: 'shop',
      environment: 'production',
      revision: 2,
      explanation: { details: { value: true, reason: 'TARGETING_MATCH' }, decidedBy: { ruleId: 'r1' } },
    });
    const development = await explain(server, question, OTHER_KEY);
    expect(await development.json()).toMatchObject({ environment: 'development', revision: 1 });
  });

  test('tells how it answered at an earlier revision', async () => {
    await using server = await startServer();
    await server.store.commit(createFlag('checkout'), ada);
    await server.store.commit(configureFlag('checkout', config), ada);
    expect(await (await explain(server, { ...question, revision: 1 })).json()).toMatchObject({
      revision: 1,
      explanation: { decidedBy: { type: 'disabled' } },
    });
    const unknown = await explain(server, { ...question, revision: 3 });
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: 'unknown_revision', current: 2 });
  });

  test('shows what was saved before this server has heard of it', async () => {
    await using server = await startServer({
      wrapStore: (store) => ({
        ...store,
        rulesetDelta: (project, environment, since) =>
          since > 0 ? Promise.reject(new Error('No news')) : store.rulesetDelta(project, environment, since),
      }),
    });
    await server.store.commit(createFlag('checkout'), ada);
    expect(await (await explain(server, question)).json()).toMatchObject({ revision: 1 });
    await server.store.commit(configureFlag('checkout', config), ada);
    expect(await (await explain(server, question)).json()).toMatchObject({
      revision: 2,
      explanation: { details: { value: true } },
    });
  });

  test('is not for client-side keys: the rules that it shows are not theirs', async () => {
    await using server = await startServer();
    const response = await explain(server, question, CLIENT_KEY);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'server_side_only' });
  });

  test.each([
    ['no JSON', '{', 400],
    ['no context', { flag: 'checkout' }, 400],
    ['a draft, which needs somebody who is signed in', { ...question, config: {} }, 400],
    ['more than a context may hold', { ...question, context: { a: 'x'.repeat(70_000) } }, 413],
  ])('refuses %s', async (_what, body, status) => {
    await using server = await startServer();
    const response = await explain(server, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });
});
