import { expect, test } from 'vitest';
import type { RulesetDelta, Store } from '../../server/src/store/store.ts';
import { ada } from '../store/shop.ts';
import { setFlag } from './changes.ts';
import { openStream } from './open-stream.ts';
import { SERVER_KEY, startServer } from './start-server.ts';

/** A store whose ruleset reads go through `change`. */
function reading(
  change: (read: () => Promise<RulesetDelta | undefined>) => Promise<RulesetDelta | undefined>,
) {
  return (store: Store): Store => ({
    ...store,
    rulesetDelta: (...where) => change(() => store.rulesetDelta(...where)),
  });
}

test('a ruleset that cannot be right never replaces a good one, and the next good one is taken', async () => {
  let corrupt = false;
  let reads = 0;
  const wrapStore = reading(async (read) => {
    reads += 1;
    const delta = await read();
    if (corrupt) for (const { flag } of delta?.flags ?? []) flag.version = 999;
    return delta;
  });
  await using server = await startServer({ wrapStore });
  await server.store.commit(setFlag('banner'), ada);
  const stream = await openStream(server.url, { key: SERVER_KEY });
  await stream.next();

  corrupt = true;
  const before = reads;
  await server.store.commit(setFlag('search'), ada);
  await expect.poll(() => reads).toBeGreaterThan(before);
  const response = await fetch(`${server.url}/sdk/v1/ruleset`, {
    headers: { authorization: `Bearer ${SERVER_KEY}` },
  });
  expect(await response.json()).toMatchObject({ revision: 1, flags: [{ key: 'banner' }] });
  corrupt = false;
  expect(await stream.next()).toMatchObject({
    event: 'patch',
    data: { from: 1, to: 2, flags: [{ key: 'search' }] },
  });
});

test('streams go on while the database is away and catch up when it is back', async () => {
  let away = false;
  const wrapStore = reading((read) => (away ? Promise.reject(new Error('away')) : read()));
  await using server = await startServer({ wrapStore, heartbeatMs: 50 });
  const stream = await openStream(server.url, { key: SERVER_KEY });
  expect(await stream.next()).toMatchObject({ event: 'put', data: { revision: 0 } });

  away = true;
  await server.store.commit(setFlag('banner'), ada);
  await server.store.commit(setFlag('search'), ada);
  expect(await stream.next()).toMatchObject({ event: 'heartbeat', data: { revision: 0 } });
  away = false;
  let event = await stream.next();
  while (event.event === 'heartbeat') event = await stream.next();
  expect(event).toMatchObject({ event: 'patch', data: { from: 0, to: 2 } });
});

test('an environment is never read twice at the same time', async () => {
  let running = 0;
  let most = 0;
  const wrapStore = reading(async (read) => {
    most = Math.max(most, ++running);
    const delta = await read();
    running -= 1;
    return delta;
  });
  await using server = await startServer({ wrapStore });
  const stream = await openStream(server.url, { key: SERVER_KEY });
  await stream.next();
  await Promise.all(Array.from({ length: 10 }, (_, i) => server.store.commit(setFlag(`flag-${i}`), ada)));
  let event = await stream.next();
  while (event.data.to !== 10) event = await stream.next();
  expect(most).toBe(1);
});

test('a restored database is recognised: everybody gets the whole ruleset of the new epoch', async () => {
  let restored = false;
  const wrapStore = reading(async (read) => {
    const delta = await read();
    return delta && restored
      ? { ...delta, epoch: 'restored', revision: 1, flags: [], removedFlags: [] }
      : delta;
  });
  await using server = await startServer({ wrapStore });
  await server.store.commit(setFlag('banner'), ada);
  await server.store.commit(setFlag('search'), ada);
  const stream = await openStream(server.url, { key: SERVER_KEY });
  await stream.next();
  restored = true;
  await server.store.commit(setFlag('banner'), ada);
  expect(await stream.next()).toMatchObject({
    event: 'put',
    id: 'restored.1',
    data: { epoch: 'restored', flags: [] },
  });
});
