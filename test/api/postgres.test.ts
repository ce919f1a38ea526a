import { createClient } from '@signalbox/sdk-node';
import { expect, test, vi } from 'vitest';
import { createDatabase } from '../setup/create-database.ts';
import { startSignalbox } from '../setup/signalbox.ts';

test('on Postgres, a kill on one server reaches the SDK that is connected to another', async () => {
  const database = await createDatabase();
  const settings = { SIGNALBOX_DATABASE_URL: database.url, SIGNALBOX_SECRET: 's'.repeat(32) };
  try {
    await using first = await startSignalbox({ settings });
    await using second = await startSignalbox({ settings, dataFolder: first.dataFolder });
    const client = createClient({ url: second.url, sdkKey: first.serverKey });
    expect(await client.ready({ timeoutMs: 20_000 })).toMatchObject({ ready: true });
    expect(client.isEnabled('recommendations')).toBe(true);

    const revision = await first.admin.kill('recommendations');
    await vi.waitFor(() => expect(client.isEnabled('recommendations')).toBe(false), { timeout: 20_000 });
    expect(client.stats().revision).toBe(revision);

    // The other server signs the same people in, and shows the same kill.
    await second.admin.restore('recommendations');
    await vi.waitFor(() => expect(client.isEnabled('recommendations')).toBe(true), { timeout: 20_000 });
    await client.close();
  } finally {
    await database.drop();
  }
});
