import type { PatchPayload, RulesetPayload } from './protocol.ts';

/** The patch that leads from one ruleset to a later one of the same epoch, for those who hold both. */
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

interface Entry {
  key: string;
  version: number;
}

function changed<T extends Entry>(before: readonly T[], after: readonly T[]): T[] {
  const versions = new Map(before.map(({ key, version }) => [key, version]));
  return after.filter(({ key, version }) => versions.get(key) !== version);
}

function gone(before: readonly Entry[], after: readonly Entry[]): string[] {
  const left = new Set(after.map(({ key }) => key));
  return before.flatMap(({ key }) => (left.has(key) ? [] : [key]));
}
