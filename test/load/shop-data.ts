import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openStore } from '../../server/src/store/index.ts';
import type { Write } from '../../server/src/store/model.ts';
import { ada, config, createShop, definition } from '../store/shop.ts';

export const SDK_KEY = `sbx_server_${'L'.repeat(36)}`;

/** Prepares a data folder with a shop of so many flags, `flag-0` the first, and SDK_KEY to production. */
export async function writeShop(folder: string, flags: number): Promise<void> {
  const store = await openStore(`sqlite:${join(folder, 'signalbox.db')}`);
  try {
    await store.migrate();
    await store.commit(createShop, ada);
    const keys = Array.from({ length: flags }, (_, i) => `flag-${i}`);
    const writes = keys.flatMap((key): Write[] => [
      { type: 'flag', key, value: definition },
      { type: 'flagConfig', key, environment: 'development', value: config },
      { type: 'flagConfig', key, environment: 'production', value: config },
    ]);
    const hash = createHash('sha256').update(SDK_KEY).digest('hex');
    const value = {
      kind: 'server',
      name: 'Load',
      prefix: SDK_KEY.slice(0, 15),
      hash,
      revokedAt: null,
    } as const;
    writes.push({ type: 'sdkKey', id: 'load', environment: 'production', value });
    await store.commit({ project: 'shop', action: 'flag.create', comment: '', writes }, ada);
  } finally {
    await store.close();
  }
}
