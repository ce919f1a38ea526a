import { booleanFlag } from '../evaluator/fixtures.ts';
import type { Flag, Segment } from '../evaluator/index.ts';
import { digestOf } from './digest.ts';
import type { HeartbeatPayload, RulesetPayload } from './protocol.ts';

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

/** As a server would compute it. */
export { patchBetween } from './patch.ts';

export function heartbeatOf(payload: RulesetPayload): HeartbeatPayload {
  const { epoch, revision, digest } = payload;
  return { epoch, revision, digest, intervalMs: 15_000 };
}
