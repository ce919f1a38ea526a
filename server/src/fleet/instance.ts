import type { InstanceInfo } from '@signalbox/core/sync';

/** Receipts further back than this are forgotten: a report is asked for while a change goes out. */
const MAX_RECEIPTS = 32;

/** A poller that was not heard of for so long is gone. */
const POLLER_GONE_MS = 150_000;

interface Confirmation {
  revision: number;
  at: number;
}

/** One server-side SDK instance. It stays the same one through reconnects. */
export interface Instance {
  readonly id: string;
  info: InstanceInfo;
  readonly firstSeenAt: number;
  connectedAt: number;
  lastSeenAt: number;
  /** Streams it holds: two for a moment when it reconnects before the old one is known to be dead. */
  streams: number;
  polledAt: number | null;
  /** The newest revision that was written to it. */
  delivered: number;
  /** What it confirmed, oldest first, revisions rising. */
  confirmed: Confirmation[];
}

export function newInstance(info: InstanceInfo, now: number): Instance {
  return {
    id: info.instance,
    info,
    firstSeenAt: now,
    connectedAt: now,
    lastSeenAt: now,
    streams: 0,
    polledAt: null,
    delivered: 0,
    confirmed: [],
  };
}

export function isConnected(instance: Instance, now: number): boolean {
  if (instance.streams > 0) return true;
  return instance.polledAt !== null && now - instance.polledAt < POLLER_GONE_MS;
}

export function confirm(instance: Instance, revision: number, at: number): void {
  const latest = instance.confirmed.at(-1);
  if (latest && latest.revision >= revision) return;
  instance.confirmed.push({ revision, at });
  if (instance.confirmed.length > MAX_RECEIPTS) instance.confirmed.shift();
}

/** The receipt that first showed this revision or a later one. */
export function confirmationOf(instance: Instance, revision: number): Confirmation | undefined {
  return instance.confirmed.find((confirmation) => confirmation.revision >= revision);
}
