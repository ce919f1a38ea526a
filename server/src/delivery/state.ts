import { segmentKeysOf, type Flag, type Segment } from '@signalbox/core/evaluator';
import type { RulesetDelta } from '../store/store.ts';

export interface LiveFlag {
  flag: Flag;
  clientSide: boolean;
  /** Keys of the segments that its rules ask for. */
  segments: readonly string[];
}

interface LiveSegment {
  segment: Segment;
  /** Keys of the segments that its own rules ask for. */
  segments: readonly string[];
}

/** All that is known of one environment at one revision. Immutable: a change makes a new one. */
export interface EnvironmentState {
  readonly environment: string;
  readonly epoch: string;
  readonly revision: number;
  readonly committedAt: number;
  /** The latest revision that killed or restored a flag; 0 when none is known. */
  readonly urgentRevision: number;
  readonly flags: ReadonlyMap<string, LiveFlag>;
  readonly segments: ReadonlyMap<string, LiveSegment>;
  /** Keys that are gone, with the revision in which they went. */
  readonly removedFlags: ReadonlyMap<string, number>;
  readonly removedSegments: ReadonlyMap<string, number>;
}

/**
 * The state after a delta: one read from the state's own revision on, or a whole one.
 * Answers the same state when the delta brings nothing newer.
 * @throws {TypeError} when the delta cannot be right, so that it never replaces a good state.
 */
export function applyDelta(state: EnvironmentState | undefined, delta: RulesetDelta): EnvironmentState {
  check(delta);
  const base = state?.epoch === delta.epoch ? state : undefined;
  if (base && delta.revision <= base.revision) return base;

  const flags = new Map(base?.flags);
  const segments = new Map(base?.segments);
  const removedFlags = new Map(base?.removedFlags);
  const removedSegments = new Map(base?.removedSegments);
  for (const { key, version } of delta.removedFlags) move(key, removedFlags, version, flags);
  for (const { key, version } of delta.removedSegments) move(key, removedSegments, version, segments);
  for (const { flag, clientSide } of delta.flags) {
    move(flag.key, flags, { flag, clientSide, segments: segmentsIn(flag.rules) }, removedFlags);
  }
  for (const segment of delta.segments) {
    move(segment.key, segments, { segment, segments: segmentsIn(segment.rules) }, removedSegments);
  }

  return {
    environment: delta.environment,
    epoch: delta.epoch,
    revision: delta.revision,
    committedAt: delta.committedAt,
    urgentRevision: isUrgent(base, delta) ? delta.revision : (base?.urgentRevision ?? 0),
    flags,
    segments,
    removedFlags,
    removedSegments,
  };
}

/** A key is either there or gone, never both. */
function move<T>(key: string, to: Map<string, T>, value: T, from: Map<string, unknown>): void {
  from.delete(key);
  to.set(key, value);
}

/** A delta may span several commits, and only the last one says whether it was urgent: look at the flags too. */
function isUrgent(base: EnvironmentState | undefined, delta: RulesetDelta): boolean {
  if (delta.urgent) return true;
  if (!base) return false;
  return delta.flags.some(({ flag }) => {
    const before = base.flags.get(flag.key);
    return before !== undefined && (before.flag.killed ?? false) !== (flag.killed ?? false);
  });
}

function segmentsIn(rules: Flag['rules'] | Segment['rules']): readonly string[] {
  return segmentKeysOf(rules.flatMap((rule) => rule.clauses));
}

function check(delta: RulesetDelta): void {
  const what = `ruleset of ${delta.project}/${delta.environment}`;
  if (!Number.isSafeInteger(delta.revision) || delta.revision < 0) {
    throw new TypeError(`The ${what} has no valid revision: ${delta.revision}`);
  }
  const entries = [
    ...delta.flags.map(({ flag }) => flag),
    ...delta.segments,
    ...delta.removedFlags,
    ...delta.removedSegments,
  ];
  for (const { key, version } of entries) {
    const valid = key !== '' && Number.isSafeInteger(version) && version <= delta.revision;
    if (!valid) throw new TypeError(`The ${what} holds "${key}" at the impossible version ${version}`);
  }
}
