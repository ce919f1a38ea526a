import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { clock, openLightStreams, type LightStreams } from '../load/light-streams.ts';
import { endProcess, startServerProcess, untilItSays } from '../load/server-process.ts';
import { SDK_KEY } from '../load/shop-data.ts';
import { freePort } from '../setup/free-port.ts';
import { residentBytes } from './resident-bytes.ts';
import { measureColdStart, type ColdStart } from './stream-cold-start.ts';
import { measureReceipts, type Receipts } from './stream-receipts.ts';

const FLAGS = 1_000;

/** One change that went out to all streams: milliseconds until each one had it. */
export interface Round {
  /** Since the broadcast began (the floor), or since the commit (ours). */
  sinceChange: number[];
  /** Since the request that made the change was sent. */
  sinceRequest: number[];
}

export interface Side {
  rounds: Round[];
  /** NaN where the system does not tell. */
  bytesPerStream: number;
  openMs: number;
}

/** What only our server has. */
export interface ServerSide extends Side {
  receipts: Receipts;
  coldStart: ColdStart;
}

export interface SideOptions {
  streams: number;
  rounds: number;
}

/** Our server: 1,000 flags, of which one is killed and restored through the admin API. */
export async function measureServer({ streams, rounds }: SideOptions): Promise<ServerSide> {
  await using server = await startServerProcess({ flags: FLAGS });
  const authorization = `Bearer ${SDK_KEY}`;
  const snapshot = await fetch(`${server.url}/sdk/v1/ruleset`, { headers: { authorization } });
  const { epoch, revision } = await snapshot.json();
  // Up to date from the start: it is the change that is measured, not the ruleset.
  const query = `instance=instance-{index}&sdk=light&since=${epoch}.${revision}`;
  const address = `${server.url}/sdk/v1/stream?${query}`;

  const coldStart = await measureColdStart(server.url, SDK_KEY);
  let killed = false;
  let receipts: Receipts = { appliedMs: 0, applied: 0 };
  const side = await measure(
    server.pid,
    rounds,
    () => openLightStreams(address, streams, { authorization }),
    async () => {
      const reached = await (killed ? server.admin.restore('flag-7') : server.admin.kill('flag-7'));
      killed = !killed;
      return (await server.admin.receipt(reached)).committedAt;
    },
    async (light) => {
      receipts = await measureReceipts(server, light, SDK_KEY);
    },
  );
  return { ...side, receipts, coldStart };
}

/** The floor, with events of the same size. */
export async function measureFloor({ streams, rounds }: SideOptions, bytes: number): Promise<Side> {
  const port = await freePort();
  const script = join(import.meta.dirname, 'stream-floor.ts');
  const child = spawn(process.execPath, [script, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await untilItSays(child, 'ready');
    const address = `http://127.0.0.1:${port}/`;
    return await measure(
      child.pid ?? 0,
      rounds,
      () => openLightStreams(address, streams),
      async () => {
        const response = await fetch(`${address}?bytes=${bytes}`, { method: 'POST' });
        return Number(await response.text());
      },
    );
  } finally {
    await endProcess(child);
  }
}

/** @param change makes everybody's event and answers when it did */
async function measure(
  pid: number,
  rounds: number,
  open: () => Promise<LightStreams>,
  change: () => Promise<number | null>,
  afterwards: (light: LightStreams) => Promise<void> = async () => undefined,
): Promise<Side> {
  const before = residentBytes(pid);
  const opening = clock();
  using light = await open();
  const openMs = clock() - opening;
  const side: Side = { rounds: [], bytesPerStream: Number.NaN, openMs };
  for (let round = 0; round < rounds; round++) {
    const arriving = light.arrivals('event: patch');
    const asked = clock();
    const changed = change();
    const times = await arriving;
    const changedAt = (await changed) ?? asked;
    side.rounds.push({
      sinceChange: times.map((time) => time - changedAt),
      sinceRequest: times.map((time) => time - asked),
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const after = residentBytes(pid);
  if (before !== null && after !== null) side.bytesPerStream = (after - before) / light.streams.length;
  await afterwards(light);
  return side;
}
