import type { z } from '@hono/zod-openapi';
import { confirmationOf, type Instance } from './instance.ts';
import type { instanceSchema, receiptSchema } from './schema.ts';

export type ReceiptReport = z.infer<typeof receiptSchema>;
type InstanceReport = z.infer<typeof instanceSchema>;

const MAX_LISTED = 200;
const STATE_ORDER = { waiting: 0, delivered: 1, applied: 2 } as const;

export interface Asked {
  environment: string;
  revision: number;
  committedAt: number | null;
  /** Client-side streams. */
  browsers: number;
}

/** Who of the connected instances runs with the asked revision. */
export function reportOf(asked: Asked, connected: readonly Instance[]): ReceiptReport {
  const instances = connected.map((instance) => describe(instance, asked));
  const applied = instances.filter(({ state }) => state === 'applied').length;
  const times = instances
    .flatMap(({ appliedMs }) => (appliedMs === null ? [] : [appliedMs]))
    .toSorted((a, b) => a - b);
  return {
    environment: asked.environment,
    revision: asked.revision,
    committedAt: asked.committedAt,
    applied,
    connected: instances.length,
    complete: applied === instances.length,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    maxMs: times.at(-1) ?? null,
    browsers: asked.browsers,
    instances: instances.toSorted(missingFirst).slice(0, MAX_LISTED),
  };
}

function describe(instance: Instance, { revision, committedAt }: Asked): InstanceReport {
  const confirmation = confirmationOf(instance, revision);
  // Who came later started with the new ruleset: that says nothing about how fast it spread.
  const measured = confirmation && committedAt !== null && instance.firstSeenAt <= committedAt;
  const { info } = instance;
  return {
    instance: instance.id,
    sdk: info.sdk,
    application: info.application ?? null,
    applicationVersion: info.applicationVersion ?? null,
    transport: instance.streams > 0 ? 'stream' : 'polling',
    connectedAt: instance.connectedAt,
    lastSeenAt: instance.lastSeenAt,
    revision: instance.confirmed.at(-1)?.revision ?? null,
    appliedMs: measured ? Math.max(0, confirmation.at - committedAt) : null,
    state: confirmation ? 'applied' : instance.delivered >= revision ? 'delivered' : 'waiting',
  };
}

/** Those that miss it first, then the slowest. */
function missingFirst(a: InstanceReport, b: InstanceReport): number {
  return STATE_ORDER[a.state] - STATE_ORDER[b.state] || (b.appliedMs ?? 0) - (a.appliedMs ?? 0);
}

/** Nearest rank: a time that some instance really had. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}
