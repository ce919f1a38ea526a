import { createHash } from 'node:crypto';
import { hashListedKey, type Flag, type Segment } from '@signalbox/core/evaluator';
import type { EnvironmentState, LiveFlag } from './state.ts';

/** Whom a ruleset is for: holders of secret keys see everything, public ones what is marked for clients. */
export type Audience = 'server' | 'client';

/** A flag or segment as an audience sees it, with the revision from which on it looks so. */
export interface Shown<T> {
  item: T;
  since: number;
}

/** What an audience sees of an environment, and what it used to see. */
export interface Content {
  readonly flags: ReadonlyMap<string, Shown<Flag>>;
  readonly segments: ReadonlyMap<string, Shown<Segment>>;
  /** Keys out of sight, with the revision in which they went. */
  readonly goneFlags: ReadonlyMap<string, number>;
  readonly goneSegments: ReadonlyMap<string, number>;
  /** What happened before this revision is not known: no patch can start earlier. */
  readonly knownSince: number;
}

/** Everything, as the store numbered it: patches from any revision on are exact. */
export function contentForServers(state: EnvironmentState): Content {
  return {
    flags: mapValues(state.flags, ({ flag }) => ({ item: flag, since: flag.version })),
    segments: mapValues(state.segments, ({ segment }) => ({ item: segment, since: segment.version })),
    goneFlags: state.removedFlags,
    goneSegments: state.removedSegments,
    knownSince: 0,
  };
}

/**
 * Flags marked for clients and the segments they use, directly or through other segments. What comes into sight or
 * goes out of it is noticed by comparing with what was shown before, because the store's versions do not tell. Naming
 * every removed flag instead would give away the keys of flags that clients never saw.
 */
export function contentForClients(state: EnvironmentState, before: Content | undefined): Content {
  const live = [...state.flags.values()].filter(({ clientSide }) => clientSide);
  const flags = new Map<string, Shown<Flag>>();
  for (const { flag } of live) {
    const make = () => publicFlag(flag);
    flags.set(flag.key, shown(before?.flags.get(flag.key), flag.version, state.revision, make));
  }
  const segments = mapValues(segmentsUsedBy(live, state), (segment) => {
    const make = () => publicSegment(state, segment);
    return shown(before?.segments.get(segment.key), segment.version, state.revision, make);
  });
  return {
    flags,
    segments,
    goneFlags: gone(before?.goneFlags, before?.flags, flags, state.revision),
    goneSegments: gone(before?.goneSegments, before?.segments, segments, state.revision),
    knownSince: before?.knownSince ?? state.revision,
  };
}

/** The segments that flags ask for, and those that these ask for in turn. */
function segmentsUsedBy(flags: readonly LiveFlag[], state: EnvironmentState): ReadonlyMap<string, Segment> {
  const found = new Map<string, Segment>();
  const walk = (keys: readonly string[]): void => {
    for (const key of keys) {
      const live = found.has(key) ? undefined : state.segments.get(key);
      if (!live) continue;
      found.set(key, live.segment);
      walk(live.segments);
    }
  };
  for (const { segments } of flags) walk(segments);
  return found;
}

function shown<T extends { version: number }>(
  before: Shown<T> | undefined,
  version: number,
  revision: number,
  make: () => T,
): Shown<T> {
  return before?.item.version === version ? before : { item: make(), since: revision };
}

function gone(
  goneBefore: ReadonlyMap<string, number> | undefined,
  before: ReadonlyMap<string, unknown> | undefined,
  now: ReadonlyMap<string, unknown>,
  revision: number,
): ReadonlyMap<string, number> {
  const result = new Map(goneBefore);
  for (const key of before?.keys() ?? []) if (!now.has(key)) result.set(key, revision);
  for (const key of now.keys()) result.delete(key);
  return result;
}

function publicFlag(flag: Flag): Flag {
  return { ...flag, rules: flag.rules.map(({ description: _, ...rule }) => rule) };
}

/**
 * Listed keys are often e-mail addresses: clients get what hashListedKey makes of them. Sorted, because the order in which
 * people joined is nobody's business, and what is in order takes less room.
 */
function publicSegment({ epoch, environment }: EnvironmentState, segment: Segment): Segment {
  const salt = createHash('sha256').update(`${epoch}/${environment}/${segment.key}`).digest('base64url');
  const hashed = salt.slice(0, 8);
  const hide = (keys: readonly string[]) => keys.map((key) => hashListedKey(hashed, key)).toSorted();
  return { ...segment, hashed, included: hide(segment.included), excluded: hide(segment.excluded) };
}

function mapValues<T, U>(map: ReadonlyMap<string, T>, change: (value: T) => U): ReadonlyMap<string, U> {
  return new Map(Array.from(map, ([key, value]) => [key, change(value)]));
}
