import type { Flag, Segment } from '@signalbox/core/evaluator';
import { flagConfig, flagDefinition, segmentContent } from './content.ts';
import type { ChangeEntry, ChangeItem, FlagConfig, FlagDefinition, SegmentContent } from './model.ts';
import type { Rows } from './rows.ts';
import { CorruptRowError } from './store.ts';
import { toFlag, toSegment } from './to-ruleset.ts';
import { seenBySdks } from './writes.ts';

/** What stands now, as the store keeps it: a project's flags, the rest of one environment. */
export interface PresentRows {
  flags: readonly Rows['flags'][];
  flagConfigs: readonly Rows['flagConfigs'][];
  segments: readonly Rows['segments'][];
}

interface PastFlag {
  definition: FlagDefinition;
  config: FlagConfig;
  version: number;
}

interface PastSegment {
  content: SegmentContent;
  version: number;
}

/** One environment on its way back to a revision. Entries of the change log are handed to it newest first. */
export class PastEntries {
  readonly #environment: string;
  readonly #revision: number;
  readonly #flags = new Map<string, PastFlag>();
  readonly #segments = new Map<string, PastSegment>();
  /** Changed since the revision, and not yet followed back to the change before it. */
  readonly #openFlags = new Set<string>();
  readonly #openSegments = new Set<string>();

  constructor(environment: string, revision: number, { flags, flagConfigs, segments }: PresentRows) {
    this.#environment = environment;
    this.#revision = revision;
    const definitions = new Map(flags.map(({ key, definition }) => [key, definition]));
    for (const { flag, config, version } of flagConfigs) {
      const definition = definitions.get(flag);
      if (!definition) throw new CorruptRowError(`Flag ${flag} has lost its definition`);
      this.#flags.set(flag, { definition, config, version });
      if (version > revision) this.#openFlags.add(flag);
    }
    for (const { key, content, version } of segments) {
      if (content) this.#segments.set(key, { content, version });
      if (version > revision) this.#openSegments.add(key);
    }
  }

  /** Keys of the flags and segments that earlier entries have yet to tell about. */
  get open(): ReadonlySet<string> {
    return new Set([...this.#openFlags, ...this.#openSegments]);
  }

  takeBack({ items, revisions }: Pick<ChangeEntry, 'items' | 'revisions'>): void {
    const at = revisions[this.#environment];
    // It changed nothing that SDKs of this environment see.
    if (at === undefined) return;
    if (at <= this.#revision) this.#settleAbsent();
    for (const item of items.toReversed()) {
      if (item.type === 'segment') this.#segmentItem(item, at);
      if (item.type === 'flag' || item.type === 'flagConfig') this.#flagItem(item, at);
    }
  }

  #flagItem(item: ChangeItem, at: number): void {
    const { type, key, environment, before } = item;
    const flag = this.#flags.get(key);
    if (!flag || !this.#openFlags.has(key)) return;
    if (type === 'flagConfig' && environment !== this.#environment) return;
    if (at <= this.#revision) {
      if (type === 'flag' && !changesRuleset(item)) return;
      flag.version = at;
      this.#openFlags.delete(key);
    } else if (before === null) {
      // Nothing of a flag is ever removed: here it began.
      this.#flags.delete(key);
      this.#openFlags.delete(key);
    } else if (type === 'flag') {
      flag.definition = flagDefinition.parse(before);
    } else {
      flag.config = flagConfig.parse(before);
    }
  }

  #segmentItem({ key, environment, before }: ChangeItem, at: number): void {
    if (environment !== this.#environment || !this.#openSegments.has(key)) return;
    const segment = this.#segments.get(key);
    if (at <= this.#revision) {
      if (segment) segment.version = at;
      this.#openSegments.delete(key);
    } else if (before === null) {
      // It may have been there before that, and removed: unlike a flag, it stays open.
      this.#segments.delete(key);
    } else {
      this.#segments.set(key, { content: segmentContent.parse(before), version: at });
    }
  }

  /** There is no earlier entry. */
  end(): void {
    this.#settleAbsent();
    if (this.open.size === 0) return;
    throw new CorruptRowError(`The change log does not say how ${[...this.open].join(', ')} came about`);
  }

  /** What is not there at the revision has no version to look for. */
  #settleAbsent(): void {
    for (const key of this.#openSegments) if (!this.#segments.has(key)) this.#openSegments.delete(key);
  }

  flags(): Flag[] {
    return [...this.#flags]
      .filter(([, { definition }]) => !definition.archived)
      .map(([key, { version, definition, config }]) => toFlag(key, version, definition, config));
  }

  segments(): Segment[] {
    return [...this.#segments].map(([key, { version, content }]) => toSegment(key, version, content));
  }
}

/** A flag that is made changes no ruleset; its configs do. */
function changesRuleset({ before, after }: ChangeItem): boolean {
  if (before === null) return false;
  return seenBySdks(flagDefinition.parse(before)) !== seenBySdks(flagDefinition.parse(after));
}
