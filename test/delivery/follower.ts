import type { Flag, Segment } from '@signalbox/core/evaluator';
import type { PatchPayload, RulesetPayload } from '@signalbox/core/sync';

/** What a client holds, worked out as plainly as possible, to compare with. */
export interface Held {
  revision: number;
  digest: string;
  flags: Record<string, Flag>;
  segments: Record<string, Segment>;
}

export function holdPut({ revision, digest, flags, segments }: RulesetPayload): Held {
  return { revision, digest, flags: byKey(flags), segments: byKey(segments) };
}

export function holdPatch(held: Held, patch: PatchPayload): Held {
  if (held.revision !== patch.from) throw new Error(`A patch from ${patch.from} came at ${held.revision}`);
  return {
    revision: patch.to,
    digest: patch.digest,
    flags: { ...without(held.flags, patch.removed.flags), ...byKey(patch.flags) },
    segments: { ...without(held.segments, patch.removed.segments), ...byKey(patch.segments) },
  };
}

/** The payload of a put frame. */
export function putOf(frame: Buffer | string | undefined): RulesetPayload {
  return JSON.parse(dataOf(frame));
}

/** The payload of a patch frame. */
export function patchOf(frame: Buffer | string | undefined): PatchPayload {
  return JSON.parse(dataOf(frame));
}

function dataOf(frame: Buffer | string | undefined): string {
  const data = /^data: (.*)$/m.exec(frame?.toString() ?? '')?.[1];
  if (data === undefined) throw new Error('The frame holds no data');
  return data;
}

function byKey<T extends { key: string }>(entries: readonly T[]): Record<string, T> {
  return Object.fromEntries(entries.map((entry) => [entry.key, entry]));
}

function without<T>(entries: Record<string, T>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => !keys.includes(key)));
}
