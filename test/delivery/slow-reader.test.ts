import { expect, test } from 'vitest';
import { ada, config, definition } from '../store/shop.ts';
import type { Change } from '../../server/src/store/model.ts';
import { setFlag } from './changes.ts';
import { holdPatch, holdPut, patchOf, putOf } from './follower.ts';
import { openStream, type RawStream } from './open-stream.ts';
import { SERVER_KEY, startServer, type TestServer } from './start-server.ts';

/** Bigger than what the kernel holds back for a connection on its own. */
const BIG = 2_000_000;

/** A flag so big that a few of its changes fill every buffer on the way. */
function bigChange(filler: string): Change {
  const variants = [
    { name: 'on', value: filler.repeat(BIG) },
    { name: 'off', value: '' },
  ];
  return {
    project: 'shop',
    action: 'flag.configure',
    flag: 'big',
    environment: 'production',
    comment: '',
    writes: [
      { type: 'flag', key: 'big', value: { ...definition, valueType: 'string', variants } },
      { type: 'flagConfig', key: 'big', environment: 'production', value: config },
    ],
  };
}

/** A stream that stopped reading, at a server that has no way left to write to it. */
async function openStuck(server: TestServer): Promise<RawStream> {
  const stream = await openStream(server.url, { key: SERVER_KEY });
  stream.pause();
  for (const filler of ['a', 'b', 'c', 'd', 'e', 'f']) await server.store.commit(bigChange(filler), ada);
  return stream;
}

async function nextChange(stream: RawStream): Promise<string> {
  for (;;) {
    const frame = await stream.nextFrame();
    if (!frame.startsWith('event: heartbeat')) return frame;
  }
}

test('a stream that did not read for a while gets one patch for all it missed, and ends where a put would', async () => {
  await using server = await startServer({ heartbeatMs: 20 });
  const stuck = await openStuck(server);
  const healthy = await openStream(server.url, { key: SERVER_KEY });
  await healthy.next();
  for (let i = 0; i < 20; i++) {
    await server.store.commit(setFlag(`flag-${i}`), ada);
    await nextChange(healthy);
  }

  stuck.resume();
  const target = 26;
  let held = holdPut(putOf(await stuck.nextFrame()));
  let patches = 0;
  while (held.revision < target) {
    held = holdPatch(held, patchOf(await nextChange(stuck)));
    patches += 1;
  }
  expect(patches).toBeLessThan(15);
  const fresh = await openStream(server.url, { key: SERVER_KEY });
  expect(held).toEqual(holdPut(putOf(await fresh.nextFrame())));
}, 60_000);

test('a stream that does not read at all is cut, and the others do not notice', async () => {
  await using server = await startServer({ stalledMs: 200 });
  const stuck = await openStuck(server);
  const healthy = await openStream(server.url, { key: SERVER_KEY });
  await healthy.next();
  // Reading on would free the way: the cut shows in what the server counts.
  await expect.poll(() => server.openConnections(), { timeout: 10_000 }).toBe(1);
  await server.store.commit(setFlag('banner'), ada);
  expect(await healthy.next()).toMatchObject({ event: 'patch', data: { flags: [{ key: 'banner' }] } });
  stuck.close();
}, 60_000);
