import type { z } from '@hono/zod-openapi';
import { confirmedAt, pollDueAt, presenceOf, type Instance, type Presence } from './instance.ts';
import { Largest } from './largest.ts';
import { percentile } from './percentile.ts';
import type { instanceFilter, instanceSchema, receiptSchema } from './schema.ts';

export type ReceiptReport = z.infer<typeof receiptSchema>;
export type InstanceFilter = z.infer<typeof instanceFilter>;
type InstanceReport = z.infer<typeof instanceSchema>;
type State = InstanceReport['state'];

const MAX_LISTED = 200;
const MAX_SILENT_LISTED = 50;
const MAX_NAMES = 20;
/** Longer than any time that is measured: what is missing comes before what took longest. */
const RANK = 1e12;
const RANKS = { applied: 0, delivered: 1, polling: 2, waiting: 3, away: 4, diverged: 5, silent: 6 } as const;

export interface Asked {
  environment: string;
  revision: number;
  committedAt: number | null;
  /** Client-side streams, and to how many of them the revision was written. */
  browsers: number;
  browsersDelivered: number;
  filter: InstanceFilter;
  now: number;
  /** Whether all are known that other servers know. */
  whole: boolean;
  /** Whether other servers had the time to tell who was connected when it was committed. */
  told: boolean;
}

/** An instance as it stands to the asked revision. */
interface Standing {
  instance: Instance;
  presence: Presence;
  state: State;
  appliedMs: number | null;
}

/** What one walk over all instances adds up. */
interface Tally {
  readonly counts: Record<State, number>;
  readonly times: Float64Array;
  measured: number;
  maxMs: number | null;
  pollsDueBy: number | null;
  silentBehind: number;
  silentSince: number | null;
  matching: number;
  readonly sdks: Map<string, number>;
  readonly applications: Map<string, number>;
  readonly listed: Largest<Standing>;
  readonly silent: Largest<Standing>;
}

/** Who runs with the asked revision, out of all that are known. */
export function reportOf(asked: Asked, known: ReadonlyMap<string, Instance>): ReceiptReport {
  const tally = newTally(known.size);
  for (const instance of known.values()) {
    const standing = standingOf(instance, asked);
    if (standing.presence === 'gone') continue;
    tally.counts[standing.state]++;
    if (standing.presence === 'silent') addSilent(tally, standing, asked);
    else addConnected(tally, standing, asked);
  }
  const { silent, ...counts } = tally.counts;
  const connected = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const times = tally.times.subarray(0, tally.measured);
  const describe = (standing: Standing) => describeInstance(standing, asked);
  return {
    environment: asked.environment,
    revision: asked.revision,
    committedAt: asked.committedAt,
    ...counts,
    connected,
    complete: asked.whole && asked.told && counts.applied === connected,
    whole: asked.whole,
    pollsDueBy: tally.pollsDueBy,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    maxMs: tally.maxMs,
    browsers: asked.browsers,
    browsersDelivered: asked.browsersDelivered,
    silent: {
      count: silent,
      behind: tally.silentBehind,
      since: tally.silentSince,
      instances: tally.silent.items.map(describe),
    },
    sdks: mostFrequent(tally.sdks),
    applications: mostFrequent(tally.applications),
    matching: tally.matching,
    instances: tally.listed.items.map(describe),
  };
}

function newTally(size: number): Tally {
  return {
    counts: { applied: 0, delivered: 0, waiting: 0, polling: 0, diverged: 0, away: 0, silent: 0 },
    times: new Float64Array(size),
    measured: 0,
    maxMs: null,
    pollsDueBy: null,
    silentBehind: 0,
    silentSince: null,
    matching: 0,
    sdks: new Map(),
    applications: new Map(),
    listed: new Largest(MAX_LISTED),
    silent: new Largest(MAX_SILENT_LISTED),
  };
}

function standingOf(instance: Instance, { revision, committedAt, now }: Asked): Standing {
  const presence = presenceOf(instance, now);
  const at = confirmedAt(instance, revision);
  // Who came later started with the new ruleset: that says nothing about how fast it spread.
  const measured = at !== undefined && committedAt !== null && instance.firstSeenAt <= committedAt;
  const appliedMs = measured ? Math.max(0, at - committedAt) : null;
  return { instance, presence, state: stateOf(instance, presence, at !== undefined, revision), appliedMs };
}

function stateOf(instance: Instance, presence: Presence, confirmed: boolean, revision: number): State {
  if (presence === 'silent' || presence === 'away') return presence;
  if (instance.diverged !== null) return 'diverged';
  if (confirmed) return 'applied';
  if (instance.delivered >= revision) return 'delivered';
  return presence === 'polling' ? 'polling' : 'waiting';
}

function addConnected(tally: Tally, standing: Standing, { filter }: Asked): void {
  const { instance, state, appliedMs } = standing;
  const { sdk, application = '' } = instance.info;
  add(tally.sdks, sdk);
  add(tally.applications, application);
  if (appliedMs !== null && state === 'applied') {
    tally.times[tally.measured++] = appliedMs;
    tally.maxMs = Math.max(tally.maxMs ?? 0, appliedMs);
  }
  if (state === 'polling') tally.pollsDueBy = latest(tally.pollsDueBy, pollDueAt(instance));
  if ((filter.state ?? state) !== state || !passes(instance, filter)) return;
  tally.matching++;
  tally.listed.add(RANKS[state] * RANK + (appliedMs ?? 0), standing);
}

function addSilent(tally: Tally, standing: Standing, { revision, filter }: Asked): void {
  const { instance } = standing;
  if (confirmedAt(instance, revision) === undefined) tally.silentBehind++;
  tally.silentSince = Math.min(tally.silentSince ?? Infinity, instance.lastSeenAt);
  if (passes(instance, filter)) tally.silent.add(instance.lastSeenAt, standing);
}

function passes({ info }: Instance, { application, sdk }: InstanceFilter): boolean {
  return (
    (sdk ?? info.sdk) === info.sdk && (application ?? info.application ?? '') === (info.application ?? '')
  );
}

function describeInstance({ instance, presence, state, appliedMs }: Standing, asked: Asked): InstanceReport {
  const { info } = instance;
  const revision = instance.confirmed.at(-1)?.revision ?? null;
  return {
    instance: instance.id,
    sdk: info.sdk,
    application: info.application ?? null,
    applicationVersion: info.applicationVersion ?? null,
    transport: presence === 'stream' || instance.polledAt === null ? 'stream' : 'polling',
    connectedAt: instance.connectedAt,
    lastSeenAt: instance.lastSeenAt,
    nextPollAt: presence === 'polling' ? pollDueAt(instance) : null,
    revision,
    behind: revision === null ? null : Math.max(0, asked.revision - revision),
    appliedMs,
    state,
  };
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<string, number>): { name: string; instances: number }[] {
  const largest = new Largest<{ name: string; instances: number }>(MAX_NAMES);
  for (const [name, instances] of counts) largest.add(instances, { name, instances });
  return largest.items;
}
