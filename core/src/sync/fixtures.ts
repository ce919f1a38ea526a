import { booleanFlag } from '../evaluator/fixtures.ts';
import type { Flag, Segment } from '../evaluator/index.ts';
import { digestOf } from './digest.ts';
import type { HeartbeatPayload, PatchPayload, RulesetPayload } from './protocol.ts';

/** Builders for tests of what a server sends. */

export function wireFlag(key: string, version: number, on = true): Flag {
  return booleanFlag({ key, version, enabled: on });
}

export function rulesetPayload(
  revision: number,
  flags: Flag[],
  { epoch = 'e1', segments = [] }: { epoch?: string; segments?: Segment[] } = {},
): RulesetPayload {
  const digest = digestOf(flags, segments);
  return { environment: 'production', epoch, revision, digest, flags, segments };
}

/** The patch between two payloads, as a server would compute it. */
export function patchBetween(before: RulesetPayload, after: RulesetPayload): PatchPayload {
  return {
    epoch: after.epoch,
    from: before.revision,
    to: after.revision,
    digest: after.digest,
    flags: changed(before.flags, after.flags),
    segments: changed(before.segments, after.segments),
    removed: { flags: gone(before.flags, after.flags), segments: gone(before.segments, after.segments) },
  };
}

function changed<T extends { key: string; version: number }>(before: T[], after: T[]): T[] {
  return after.filter((entry) => before.find(({ key }) => key === entry.key)?.version !== entry.version);
}

function gone(before: { key: string }[], after: { key: string }[]): string[] {
  return before.filter(({ key }) => !after.some((entry) => entry.key === key)).map(({ key }) => key);
}

export function heartbeatOf(payload: RulesetPayload): HeartbeatPayload {
  const { epoch, revision, digest } = payload;
  return { epoch, revision, digest, intervalMs: 15_000 };
}
