import { EVENTS_PATH, RECEIPTS_PATH, RULESET_PATH } from '@signalbox/core/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Change } from '../../server/src/store/model.ts';
import { openStream } from '../delivery/open-stream.ts';
import { CLIENT_KEY, SERVER_KEY, startServer, type TestServer } from '../delivery/start-server.ts';
import { canaries, canary, grow, kill, quiet, restore } from './browser-canaries/shop.ts';

const actor: Actor = { type: 'user', id: canary('actor-id'), name: canary('actor-name') };
const JSON_BODY = { 'content-type': 'application/json' };
const context = { targetingKey: 'customer-1', plan: 'business' };

let server: TestServer;
/** Every byte that a client-side key got to see, headers too. */
let seen = '';

async function ask(
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<string> {
  const response = await fetch(`${server.url}${path}${path.includes('?') ? '&' : '?'}key=${CLIENT_KEY}`, {
    method,
    ...(body !== undefined && {
      headers: JSON_BODY,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  });
  const text = await response.text();
  seen += `${path} ${response.status} ${JSON.stringify([...response.headers])} ${text}\n`;
  return text;
}

const change = (next: Change) => server.store.commit({ ...next, comment: canary('comment') }, actor);

beforeAll(async () => {
  server = await startServer({ heartbeatMs: 100 });
  for (const next of grow()) await change(next);
  // Somebody else's instance, and what it counts.
  const application = canary('application');
  const other = await openStream(server.url, {
    key: SERVER_KEY,
    query: {
      instance: canary('instance'),
      sdk: 'node/0.1.0',
      application,
      applicationVersion: canary('build'),
    },
  });
  await other.next();
  await fetch(server.url + EVENTS_PATH, {
    method: 'POST',
    headers: { ...JSON_BODY, authorization: `Bearer ${SERVER_KEY}` },
    body: JSON.stringify({
      batch: 'batch-of-another',
      instance: canary('instance'),
      exposures: [],
      metrics: [{ metric: canary('metric'), minute: 0, count: 1, sum: 1 }],
    }),
  });

  const streams = [
    await openStream(server.url, { key: CLIENT_KEY }),
    await openStream(server.url, { key: CLIENT_KEY, path: '/ofrep/v1/stream' }),
  ];
  await ask(RULESET_PATH);
  for (const next of [kill(), restore(), ...quiet()]) await change(next);
  const [last] = (await server.store.environments('shop')).filter(({ key }) => key === 'production');
  const [stream] = streams;
  // Up to the end of what happened, and a heartbeat after it.
  for (let event = await stream?.next(); event; event = await stream?.next()) {
    if (event.event === 'heartbeat' && event.data.revision === last?.revision) break;
  }
  await ask(RULESET_PATH);
  await ask(RULESET_PATH, undefined, 'DELETE');
  await ask('/sdk/v1/nothing');
  await ask('/sdk/v1/stream?since=garbage&instance=%00', undefined, 'HEAD');
  const batch = { batch: 'batch-of-a-page', instance: 'page-1234', exposures: [] };
  for (const body of [batch, { ...batch, exposures: [{ flag: 7 }] }, '{']) {
    await ask(EVENTS_PATH, body);
  }
  await ask(RECEIPTS_PATH, { instance: 'page-1234', epoch: 'e', revision: 1, digest: '0' });
  await ask('/sdk/v1/explain', { flag: 'banner', context });
  await ask('/ofrep/v1/evaluate/flags', { context });
  await ask('/ofrep/v1/evaluate/flags', { context: 7 });
  for (const body of [{ context }, { context: {} }, { context: 7 }, '{']) {
    await ask('/ofrep/v1/evaluate/flags/banner', body);
  }
  await ask('/ofrep/v1/nothing');
  seen += streams.map((each) => each.text()).join('\n');
  for (const each of [...streams, other]) each.close();
});

afterAll(() => server?.[Symbol.asyncDispose]());

describe('all that a client-side key gets to see', () => {
  test('has what pages need to answer', () => {
    for (const needed of ['banner', 'urgent":true', 'event: put', 'event: patch', 'event: heartbeat']) {
      expect(seen).toContain(needed);
    }
    for (const needed of ['visible-value', 'visible-metadata', 'in-house', 'refetchEvaluation']) {
      expect(seen).toContain(needed);
    }
  });

  test('has none of what concerns only the people who run it', () => {
    expect(canaries.size).toBeGreaterThanOrEqual(50);
    expect([...canaries].filter((planted) => seen.includes(planted))).toEqual([]);
  });
});

test('a flag that is not for clients answers as one that does not exist', async () => {
  const about = async (path: string, key: string) =>
    (await ask(path + key, { context })).replaceAll(key, 'KEY');
  const ofrep = '/ofrep/v1/evaluate/flags/';
  expect(await about(ofrep, canary('secret-flag'))).toBe(await about(ofrep, 'no-such-flag'));
});
