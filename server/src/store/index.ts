import { createStore, type StoreOptions } from './database-store.ts';
import type { Engine } from './engine.ts';
import type { Store } from './store.ts';

export * from './hidden.ts';
export * from './log-chain.ts';
export * from './model.ts';
export * from './store.ts';

export interface OpenStoreOptions extends Partial<StoreOptions> {
  /** How often a lost Postgres notification is looked for, in milliseconds; 5,000 when absent. */
  pollMs?: number;
}

/**
 * Opens `sqlite:/path/to/file.db` (made when it is not there), `sqlite::memory:` (gone when closed) or
 * `postgres://user:password@host/database`. Call `migrate` before anything else.
 */
export async function openStore(url: string, options: OpenStoreOptions = {}): Promise<Store> {
  const { onError = () => {}, now = Date.now, pollMs = 5_000 } = options;
  return createStore(await openEngine(url, { onError, pollMs }), { onError, now });
}

interface EngineOptions {
  onError: (error: unknown) => void;
  pollMs: number;
}

/** Loads the driver of the engine that is used, and not the other. */
async function openEngine(url: string, options: EngineOptions): Promise<Engine> {
  if (url.startsWith('sqlite:')) {
    const { openSqlite } = await import('./sqlite/engine.ts');
    return openSqlite(url.slice('sqlite:'.length));
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import('./postgres/engine.ts');
    return openPostgres(url, options);
  }
  throw new TypeError('The database address must begin with "sqlite:" or "postgres://"');
}
