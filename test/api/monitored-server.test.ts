import { createClient } from '@signalbox/sdk-node';
import { expect, test, vi } from 'vitest';
import { ADMIN_EMAIL, startSignalbox } from '../setup/signalbox.ts';

/** Long enough for a busy machine; nothing here measures. */
const patience = { timeout: 20_000, interval: 50 };

const PRODUCTION = 'project="shop",environment="production"';

/** The metrics as they stand: the value of each series by how it is written. */
async function read(url: string): Promise<{ text: string; of: (series: string) => number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const values = new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
  return { text, of: (series) => values.get(series) ?? NaN };
}

test('a server that is used, and probes itself, shows both apart, and ends when it is told to', async () => {
  // Empty is as good as absent: the probe goes to the public address.
  const settings = { SIGNALBOX_PROBE: '', SIGNALBOX_PROBE_SECONDS: '1', SIGNALBOX_METRICS: 'open' };
  await using server = await startSignalbox({ settings });
  const client = createClient({ url: server.url, sdkKey: server.serverKey });
  await client.ready();
  const revision = await server.admin.kill('new-checkout');
  await vi.waitFor(() => expect(client.stats().revision).toBe(revision), patience);
  client.isEnabled('new-checkout', { targetingKey: 'customer-42' });
  await client.flush();

  await vi.waitFor(async () => {
    const { of } = await read(server.url);
    expect(of(`signalbox_streams{${PRODUCTION},audience="server"}`)).toBe(1);
    expect(of(`signalbox_revision{${PRODUCTION}}`)).toBe(revision);
    expect(of('signalbox_receipt_propagation_seconds_count')).toBe(1);
    expect(of('signalbox_receipts_total{outcome="counted"}')).toBeGreaterThanOrEqual(1);
    expect(of('signalbox_events_total{kind="exposure",outcome="accepted"}')).toBe(1);
    expect(of('signalbox_stream_frames_total')).toBeGreaterThanOrEqual(2);
    expect(of('signalbox_stream_bytes_total')).toBeGreaterThan(1_000);
    expect(of('signalbox_commits_total{outcome="done"}')).toBeGreaterThan(1);
    expect(of('signalbox_probe_propagation_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(of('signalbox_probe_failing')).toBe(0);
  }, patience);

  const { text } = await read(server.url);
  for (const secret of ['$signalbox', ADMIN_EMAIL, server.serverKey, server.clientKey, 'sbx_']) {
    expect(text).not.toContain(secret);
  }
  const asked = await fetch(`${server.url}/api/v1/propagation`, {
    headers: { cookie: server.admin.cookie },
  });
  expect(await asked.json()).toMatchObject({ lastMs: expect.any(Number), failing: null });

  await client.close();
  await vi.waitFor(async () => {
    const { of } = await read(server.url);
    expect(of(`signalbox_streams{${PRODUCTION},audience="server"}`)).toBe(0);
  }, patience);
  await server.stop();
}, 60_000);
