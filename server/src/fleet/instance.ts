import type { InstanceInfo } from '@signalbox/core/sync';

/** Receipts further back than this are forgotten: a report is asked for while a change goes out. */
const MAX_RECEIPTS = 32;

/** A poller that was not heard of for so long is gone, while nobody knows how often it polls. */
const UNKNOWN_POLLER_GONE_MS = 150_000;
/** So many of its intervals without a poll, and a poller is gone. */
const POLLS_MISSED = 2.5;
const SHORTEST_POLLER_GONE_MS = 15_000;
/** Requests closer together than the shortest interval of our SDKs are not polls in a row. */
const SHORTEST_POLL_MS = 1_000;
/** Of the longest pause between two polls so far, when a shorter one follows: what was one slow poll wears off. */
const POLL_DECAY = 0.9;

/** For so long it is told who went without a goodbye; later nobody expects them back. */
const SILENT_MS = 10 * 60_000;
/**
 * For so long after its server ended an instance may be on its way back: its connection waits up to 30 s, at random, and
 * a server that cannot take all at once may send it away for up to a minute more.
 */
const AWAY_MS = 90_000;
/** Nothing is told any more of who was not heard of for so long. */
export const FORGOTTEN_MS = AWAY_MS + SILENT_MS;

export interface Confirmation {
  revision: number;
  at: number;
}

/** One server-side SDK instance. It stays the same one through reconnects. */
export interface Instance {
  readonly id: string;
  info: InstanceInfo;
  readonly firstSeenAt: number;
  /** 0: it never was, and only a receipt or a goodbye of it came to this server. */
  connectedAt: number;
  lastSeenAt: number;
  /** Streams it holds: two for a moment when it reconnects before the old one is known to be dead. */
  streams: number;
  polledAt: number | null;
  /** It polls at least every so many milliseconds; null while that is not known. */
  pollMs: number | null;
  /** The newest revision that was written to it. */
  delivered: number;
  /** What it confirmed, oldest first, revisions rising. */
  confirmed: Confirmation[];
  /** The revision for which it confirmed another digest than the server's, with nothing right since. */
  diverged: number | null;
  /** It said that it ends. */
  leaving: boolean;
  /** Its server ended, and until then it is expected back. */
  awayUntil: number | null;
}

/**
 * How an instance hangs on the servers: `away` is expected back since its server ended, `silent` went without a goodbye,
 * `gone` did so long ago, or with one.
 */
export type Presence = 'stream' | 'polling' | 'away' | 'silent' | 'gone';

export function newInstance(info: InstanceInfo, now: number): Instance {
  return {
    id: info.instance,
    info,
    firstSeenAt: now,
    connectedAt: 0,
    lastSeenAt: now,
    streams: 0,
    polledAt: null,
    pollMs: null,
    delivered: 0,
    confirmed: [],
    diverged: null,
    leaving: false,
    awayUntil: null,
  };
}

export function presenceOf(instance: Instance, now: number): Presence {
  if (instance.streams > 0) return 'stream';
  if (instance.leaving || instance.connectedAt === 0) return 'gone';
  const lostAt = lostSince(instance);
  if (instance.polledAt !== null && now < lostAt) return 'polling';
  if (instance.awayUntil !== null && now < instance.awayUntil) return 'away';
  return now - lostAt < SILENT_MS ? 'silent' : 'gone';
}

function lostSince(instance: Instance): number {
  const { polledAt, awayUntil, lastSeenAt } = instance;
  if (polledAt !== null) return polledAt + goneAfterMs(instance);
  return Math.max(awayUntil ?? 0, lastSeenAt);
}

/** What is known of it once its server has ended: whoever was connected is expected back. */
export function orphaned(instance: Instance, since: number): Instance {
  const polledUntil = instance.polledAt === null ? 0 : instance.polledAt + goneAfterMs(instance);
  if (instance.streams === 0 && polledUntil <= since) return instance;
  return { ...instance, streams: 0, polledAt: null, awayUntil: Math.max(since + AWAY_MS, polledUntil) };
}

/** @param toldMs how often it says that it polls; otherwise the pauses between its polls tell */
export function poll(instance: Instance, now: number, toldMs: number | undefined): void {
  const pause = instance.polledAt === null ? 0 : now - instance.polledAt;
  if (toldMs !== undefined) instance.pollMs = toldMs;
  else if (pause >= SHORTEST_POLL_MS) instance.pollMs = Math.max(pause, (instance.pollMs ?? 0) * POLL_DECAY);
  instance.polledAt = now;
}

/** When its next poll is due at the latest; null while that is not known. */
export function pollDueAt({ polledAt, pollMs }: Instance): number | null {
  return polledAt === null || pollMs === null ? null : polledAt + Math.round(pollMs);
}

export function confirm(instance: Instance, revision: number, at: number): void {
  if (instance.diverged !== null && revision >= instance.diverged) instance.diverged = null;
  const latest = instance.confirmed.at(-1);
  if (latest && latest.revision >= revision) return;
  instance.confirmed.push({ revision, at });
  if (instance.confirmed.length > MAX_RECEIPTS) instance.confirmed.shift();
}

/** It has the revision, but not what belongs to it. A receipt that comes late, about an older one, says nothing. */
export function diverge(instance: Instance, revision: number): void {
  if (revision >= (instance.confirmed.at(-1)?.revision ?? 0)) instance.diverged = revision;
}

/** When a receipt first showed this revision or a later one; undefined when none did. */
export function confirmedAt({ confirmed }: Instance, revision: number): number | undefined {
  let at: number | undefined;
  for (let i = confirmed.length - 1; i >= 0; i--) {
    const confirmation = confirmed[i];
    if (!confirmation || confirmation.revision < revision) break;
    ({ at } = confirmation);
  }
  return at;
}

function goneAfterMs({ pollMs }: Instance): number {
  if (pollMs === null) return UNKNOWN_POLLER_GONE_MS;
  return Math.max(SHORTEST_POLLER_GONE_MS, pollMs * POLLS_MISSED);
}
