import { RECEIPTS_PATH } from '@signalbox/core/sync';
import { expect, test } from 'vitest';
import { openLightStreams } from './light-streams.ts';
import { startServerProcess } from './server-process.ts';
import { SDK_KEY } from './shop-data.ts';

const STREAMS = 1_000;

test('a thousand SDKs on one server: after a kill all of them have it, with one digest, and the receipt is complete', async () => {
  await using server = await startServerProcess({ flags: 100 });
  const authorization = `Bearer ${SDK_KEY}`;
  const address = `${server.url}/sdk/v1/stream?sdk=light&instance=instance-{index}`;
  using light = await openLightStreams(address, STREAMS, { authorization });

  const arrived = light.arrivals('event: patch');
  const revision = await server.admin.kill('flag-7');
  expect(await arrived).toHaveLength(STREAMS);
  expect(new Set(light.streams.map(({ latest }) => latest)).size).toBe(1);

  const patch = JSON.parse(/^data: (.*)$/m.exec(light.streams[0]?.latest ?? '')?.[1] ?? '{}');
  expect(patch).toMatchObject({ to: revision, urgent: true, flags: [{ key: 'flag-7', killed: true }] });
  const snapshot = await fetch(`${server.url}/sdk/v1/ruleset`, { headers: { authorization } });
  expect(await snapshot.json()).toMatchObject({ revision, digest: patch.digest });

  expect(await server.admin.receipt(revision)).toMatchObject({ applied: 0, connected: STREAMS });
  const confirm = async (i: number): Promise<number> => {
    const receipt = { instance: `instance-${i}`, epoch: patch.epoch, revision, digest: patch.digest };
    const body = JSON.stringify(receipt);
    return (await fetch(server.url + RECEIPTS_PATH, { method: 'POST', headers: { authorization }, body }))
      .status;
  };
  const statuses = await Promise.all(light.streams.map((_, i) => confirm(i)));
  expect(new Set(statuses)).toEqual(new Set([204]));
  expect(await server.admin.receipt(revision)).toMatchObject({
    applied: STREAMS,
    connected: STREAMS,
    complete: true,
  });
});
