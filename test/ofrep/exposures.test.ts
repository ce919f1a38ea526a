import { describe, expect, test } from 'vitest';
import type { Store } from '../../server/src/store/store.ts';
import { CLIENT_KEY, OTHER_KEY, SERVER_KEY } from '../delivery/start-server.ts';
import { askerOf } from './ask.ts';
import { startWithFlags } from './flags.ts';

const MINUTE = 1_700_000_040_000;

async function stored(store: Store) {
  const rows = await store.exposures('shop', { from: 0 });
  return rows.map(({ flag, variant, reason, minute, count }) => [flag, variant, reason, minute, count]);
}

describe('what is evaluated', () => {
  test('one by one is counted by flag, variant, reason and minute, and written down together', async () => {
    let time = MINUTE + 5_000;
    let writes = 0;
    await using server = await startWithFlags({
      now: () => time,
      wrapStore: (store) => ({
        ...store,
        addExposures: (...batch) => {
          writes += 1;
          return store.addExposures(...batch);
        },
      }),
    });
    const ask = askerOf(server.url, SERVER_KEY);
    for (let n = 0; n < 3; n++) await ask.flag('static');
    await ask.flag('targeted', { context: { country: 'NL' } });
    await askerOf(server.url, CLIENT_KEY).flag('static');
    time += 60_000;
    await ask.flag('static');
    await ask.flag('percentage');
    await ask.flag('unreadable');
    expect(await stored(server.store)).toEqual([]);

    await server.writeCounts();
    expect(writes).toBe(1);
    expect(await stored(server.store)).toEqual([
      ['static', 'on', 'STATIC', MINUTE, 4],
      ['targeted', 'off', 'DEFAULT', MINUTE, 1],
      ['percentage', '', 'ERROR', MINUTE + 60_000, 1],
      ['static', 'on', 'STATIC', MINUTE + 60_000, 1],
      ['unreadable', '', 'ERROR', MINUTE + 60_000, 1],
    ]);
  });

  test('all at once is not counted, nor is what there is not', async () => {
    await using server = await startWithFlags();
    const ask = askerOf(server.url, SERVER_KEY);
    await ask.all();
    await ask.flag('nonsense');
    await ask.flag('static', { text: '{' });
    await askerOf(server.url, OTHER_KEY).flag('static');
    await server.writeCounts();
    expect(await stored(server.store)).toEqual([]);
  });

  test('is written down later when the database was away, and once', async () => {
    let away = true;
    await using server = await startWithFlags({
      now: () => MINUTE,
      wrapStore: (store) => ({
        ...store,
        addExposures: async (...batch) => {
          // The connection breaks after the write: whether it was done cannot be known.
          await store.addExposures(...batch);
          if (away) throw new Error('connection lost');
          return 'accepted';
        },
      }),
    });
    const ask = askerOf(server.url, SERVER_KEY);
    await ask.flag('static');
    await server.writeCounts();
    away = false;
    await ask.flag('static');
    await server.writeCounts();
    expect(await stored(server.store)).toEqual([['static', 'on', 'STATIC', MINUTE, 2]]);
  });
});
