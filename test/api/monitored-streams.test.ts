import { expect, test, vi } from 'vitest';
import { createMonitoring } from '../../server/src/monitoring/index.ts';
import { openStream } from '../delivery/open-stream.ts';
import { OTHER_KEY, revokeKey, SERVER_KEY, startServer } from '../delivery/start-server.ts';

/** Long enough for a busy machine; nothing here measures. */
const patience = { timeout: 20_000, interval: 10 };

function watched() {
  const { monitor, text } = createMonitoring({ version: '0.0.0', commit: null });
  const ended = async (reason: string): Promise<number> => {
    const series = `signalbox_streams_ended_total{reason="${reason}"} `;
    const line = (await text()).split('\n').find((candidate) => candidate.startsWith(series));
    return Number(line?.slice(series.length));
  };
  return { monitor, ended };
}

test('streams that the server ends are counted once each, by the reason', async () => {
  const { monitor, ended } = watched();
  await using server = await startServer({ monitor });
  const other = await openStream(server.url, { key: OTHER_KEY });
  await revokeKey(server.store, 'server', 'development', OTHER_KEY);
  await other.ended;
  expect(await ended('revoked')).toBe(1);
  await openStream(server.url, { key: SERVER_KEY });
  await server.endStreams();
  expect(await ended('shutdown')).toBe(1);
  expect(await ended('age')).toBe(0);
});

test('so are those that lasted long enough; one that its client closes is not', async () => {
  const { monitor, ended } = watched();
  await using server = await startServer({ monitor, maxAgeMs: 50 });
  const stream = await openStream(server.url, { key: SERVER_KEY });
  await stream.ended;
  expect(await ended('age')).toBe(1);

  await using lasting = await startServer({ monitor });
  const { close } = await openStream(lasting.url, { key: SERVER_KEY });
  close();
  await vi.waitFor(async () => expect(await lasting.openConnections()).toBe(0), patience);
  await lasting.endStreams();
  expect(await Promise.all(['age', 'stalled', 'revoked', 'shutdown'].map(ended))).toEqual([1, 0, 0, 0]);
});
