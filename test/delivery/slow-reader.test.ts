import { expect, test } from 'vitest';
import { createMonitoring } from '../../server/src/monitoring/index.ts';
import { ada } from '../store/shop.ts';
import { setFlag } from './changes.ts';
import { holdPatch, holdPut, patchOf, putOf } from './follower.ts';
import { openStream, type RawStream } from './open-stream.ts';
import { SERVER_KEY, startServer } from './start-server.ts';
import { openStuck } from './stuck.ts';

async function nextChange(stream: RawStream): Promise<string> {
  for (;;) {
    const frame = await stream.nextFrame();
    if (!frame.startsWith('event: heartbeat')) return frame;
  }
}

test('a stream that did not read for a while gets one patch for all it missed, and ends where a put would', async () => {
  await using server = await startServer({ heartbeatMs: 20 });
  const [stuck] = await openStuck(server);
  if (!stuck) throw new Error('No stream');
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
  const { monitor, text } = createMonitoring({ version: '0.0.0', commit: null });
  await using server = await startServer({ stalledMs: 200, monitor });
  const [stuck] = await openStuck(server);
  if (!stuck) throw new Error('No stream');
  const healthy = await openStream(server.url, { key: SERVER_KEY });
  await healthy.next();
  // Reading on would free the way: the cut shows in what the server counts.
  await expect.poll(() => server.openConnections(), { timeout: 10_000 }).toBe(1);
  await server.store.commit(setFlag('banner'), ada);
  expect(await healthy.next()).toMatchObject({ event: 'patch', data: { flags: [{ key: 'banner' }] } });
  const metrics = await text();
  expect(metrics).toContain('signalbox_streams_ended_total{reason="stalled"} 1');
  expect(metrics).toMatch(/^signalbox_stream_skips_total [1-9]/m);
  stuck.close();
}, 60_000);
