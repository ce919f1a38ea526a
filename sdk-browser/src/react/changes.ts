import type { BrowserClient } from '@signalbox/sdk-browser';

/** What was heard of a client. */
interface Changes {
  /** How often each flag may have changed its answer. */
  readonly flags: ReadonlyMap<string, number>;
  /** How often the status changed. */
  statuses: number;
}

const heard = new WeakMap<BrowserClient, Changes>();

/** Listens to a client from the first question on, once, for as long as the client lives. */
export function changesOf(client: BrowserClient): Changes {
  const known = heard.get(client);
  if (known) return known;
  const flags = new Map<string, number>();
  const changes = { flags, statuses: 0 };
  client.on('change', (keys) => {
    for (const key of keys) flags.set(key, (flags.get(key) ?? 0) + 1);
  });
  client.on('status', () => void changes.statuses++);
  heard.set(client, changes);
  return changes;
}
