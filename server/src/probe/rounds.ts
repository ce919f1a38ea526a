import { randomUUID } from 'node:crypto';
import { parsePosition, type Position } from '@signalbox/core/sync';
import type { Client } from '@signalbox/sdk-node';
import { keptOf, newSdkKey } from '../sdk-keys/index.ts';
import { PROBE_FLAG } from '../store/probe.ts';
import type { Store } from '../store/store.ts';

export interface RoundsDeps {
  store: Pick<Store, 'commitProbe'>;
  url: string;
  answerMs: number;
  signal: AbortSignal;
}

/** How a round went. The one that connects the SDK measures nothing. */
export type Outcome = { ms: number | undefined } | { failed: string; error?: unknown };

interface Rounds {
  next(): Promise<Outcome>;
  close(): Promise<void>;
}

/**
 * An SDK that fails so many times in a row is replaced: after a restore of the database it may hold what is newer than
 * anything that comes, and its key may be gone. Soon enough to heal, late enough to show.
 */
const NEW_CLIENT_AFTER = 3;

/** One change after the other, each followed until the SDK answers with it. */
export function createRounds({ store, url, answerMs, signal }: RoundsDeps): Rounds {
  // Made anew by every server and known to nobody else: only its hash is kept.
  const sdkKey = newSdkKey('server');
  const key = { id: `probe-${randomUUID()}`, ...keptOf(sdkKey) };
  let client: Client | undefined;
  let failures = 0;

  async function connect(): Promise<Client> {
    // Loaded once the server answers, and not at all where nothing is probed.
    const { createClient } = await import('@signalbox/sdk-node');
    // What is wrong shows in the round.
    return createClient({ url, sdkKey, application: 'signalbox-probe', onWarning: () => undefined });
  }

  function drop(): void {
    void client?.close();
    client = undefined;
  }

  async function next(): Promise<Outcome> {
    const began = performance.now();
    let position: Position;
    try {
      position = await store.commitProbe(key);
    } catch (error) {
      return { failed: 'the database does not take a change', error };
    }
    if (signal.aborted) return { ms: undefined };
    const isFirst = client === undefined;
    client ??= await connect();
    if (await answers(client, position, answerMs, signal)) {
      failures = 0;
      return { ms: isFirst ? undefined : performance.now() - began };
    }
    const why = client.stats().problem ?? 'the SDK is connected, but the change did not come';
    failures += 1;
    if (failures % NEW_CLIENT_AFTER === 0) drop();
    return { failed: `no answer within ${answerMs / 1_000} s at ${url}: ${why}` };
  }

  return {
    next,
    async close() {
      await client?.close();
    },
  };
}

/** Whether the client answers with this position, or a later one of another server, in time. */
function answers(
  client: Client,
  position: Position,
  withinMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (answered: boolean): void => {
      clearTimeout(timer);
      stopListening();
      signal.removeEventListener('abort', giveUp);
      resolve(answered);
    };
    const giveUp = (): void => finish(false);
    const look = (): void => {
      if (isAtLeast(client.getStringValue(PROBE_FLAG, ''), position)) finish(true);
    };
    const timer = setTimeout(giveUp, withinMs).unref();
    const stopListening = client.on('change', look);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    else look();
  });
}

function isAtLeast(answer: string, { epoch, revision }: Position): boolean {
  const at = parsePosition(answer);
  return at?.epoch === epoch && at.revision >= revision;
}
