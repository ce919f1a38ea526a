import type { InstanceRecord } from '../store/model.ts';
import { confirm, newInstance, type Instance } from './instance.ts';

/** What a server writes down of an instance; who writes it, and where, comes with it. */
export type Written = Omit<InstanceRecord, 'project' | 'environment' | 'server' | 'sequence'>;

export function recordOf(instance: Instance, epoch: string): Written {
  const { info, polledAt, pollMs, delivered, diverged } = instance;
  const confirmed = instance.confirmed.at(-1);
  return {
    instance: instance.id,
    sdk: info.sdk,
    application: info.application ?? null,
    applicationVersion: info.applicationVersion ?? null,
    firstSeenAt: instance.firstSeenAt,
    connectedAt: instance.connectedAt,
    lastSeenAt: instance.lastSeenAt,
    streaming: instance.streams > 0,
    polledAt,
    pollMs: pollMs === null ? null : Math.round(pollMs),
    epoch,
    delivered,
    confirmed: confirmed?.revision ?? null,
    confirmedAt: confirmed?.at ?? null,
    diverged,
    hasLeft: instance.leaving,
  };
}

/** @param before what the same server wrote in the same epoch: a record holds only the latest confirmation */
export function instanceOf(record: Written, before?: Instance): Instance {
  const { application, applicationVersion, confirmed, confirmedAt } = record;
  const info = {
    instance: record.instance,
    sdk: record.sdk,
    ...(application !== null && { application }),
    ...(applicationVersion !== null && { applicationVersion }),
  };
  const instance: Instance = {
    ...newInstance(info, record.firstSeenAt),
    connectedAt: record.connectedAt,
    lastSeenAt: record.lastSeenAt,
    streams: record.streaming ? 1 : 0,
    polledAt: record.polledAt,
    pollMs: record.pollMs,
    delivered: record.delivered,
    confirmed: before?.confirmed ?? [],
    leaving: record.hasLeft,
  };
  if (confirmed !== null && confirmedAt !== null) confirm(instance, confirmed, confirmedAt);
  instance.diverged = record.diverged;
  return instance;
}
