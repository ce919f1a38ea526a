import type { Flag, Ruleset, Segment } from '@signalbox/core/evaluator';
import type { ExposureCount, MetricCount, Position } from '@signalbox/core/sync';
import type {
  Actor,
  ApiToken,
  Change,
  ChangeEntry,
  Environment,
  FlagRecord,
  InstanceRecord,
  Project,
  SdkKey,
  SegmentRecord,
  ServerProcess,
} from './model.ts';
import type { AuthAdapter } from './auth-adapter.ts';

/** One environment's changes after `since`, read in one consistent look. With `since: 0` that is all of it. */
export interface RulesetDelta {
  project: string;
  environment: string;
  epoch: string;
  revision: number;
  /** Live flags whose version is above `since`, each with whether client-side keys may see it. */
  flags: { flag: Flag; clientSide: boolean }[];
  segments: Segment[];
  /** Keys of archived flags and removed segments, with the revision in which they went. */
  removedFlags: { key: string; version: number }[];
  removedSegments: { key: string; version: number }[];
  /** When the latest revision was committed. */
  committedAt: number;
  /** Whether a kill or a restore is among the changes after `since`; with `since: 0`, whether it was the latest. */
  urgent: boolean;
}

interface ChangeQuery {
  flag?: string | undefined;
  segment?: string | undefined;
  /** Entries of this environment and those that concern several. */
  environment?: string | undefined;
  /** Only entries with a smaller sequence: the last one of the page before. */
  before?: number | undefined;
  limit: number;
}

/** The SDK key that a server probes itself with. */
export interface ProbeKey {
  id: string;
  prefix: string;
  /** SHA-256, hex. */
  hash: string;
}

interface ExposureRow extends ExposureCount {
  environment: string;
}

/** Something may have changed in these environments of a project: look. */
export interface Notice {
  project: string;
  environments: string[];
  /** Set when SDK keys were created or revoked. */
  sdkKeys: boolean;
}

/**
 * All that the server keeps, over SQLite or Postgres. The two adapters are the only places that know SQL;
 * test/store holds both to the same behaviour.
 */
export interface Store {
  readonly engine: 'sqlite' | 'postgres';

  /** Brings the schema up to date; safe to run from several instances at once. */
  migrate(): Promise<void>;
  /** Number of the newest applied migration, counted from 1. Rejects before the first `migrate`. */
  schemaVersion(): Promise<number>;
  /** How many migrations of this release the database does not have yet. */
  missingMigrations(): Promise<number>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;

  projects(): Promise<Project[]>;
  project(key: string): Promise<Project | undefined>;
  /** In order of promotion. */
  environments(project: string): Promise<Environment[]>;
  /** Sorted by key, archived ones included. */
  flags(project: string): Promise<FlagRecord[]>;
  flag(project: string, key: string): Promise<FlagRecord | undefined>;
  segments(project: string, environment: string): Promise<SegmentRecord[]>;
  segment(project: string, environment: string, key: string): Promise<SegmentRecord | undefined>;

  sdkKeys(project: string, environment: string): Promise<SdkKey[]>;
  /** The key with this SHA-256, revoked or not. */
  sdkKeyByHash(hash: string): Promise<SdkKey | undefined>;
  sdkKeysUsed(ids: string[], at: number): Promise<void>;

  /** Oldest first: all of them, or one person's. */
  apiTokens(createdBy?: string): Promise<ApiToken[]>;
  /** The token with this SHA-256, revoked and expired ones included. */
  apiTokenByHash(hash: string): Promise<ApiToken | undefined>;
  /** @throws {DuplicateError} when the id or the hash is taken. */
  createApiToken(token: ApiToken, hash: string): Promise<void>;
  /** The first time stands. Resolves to the token as it is now; undefined when there is none. */
  revokeApiToken(id: string, at: number): Promise<ApiToken | undefined>;
  apiTokenUsed(id: string, at: number): Promise<void>;

  /** Newest first. */
  changes(project: string, query: ChangeQuery): Promise<ChangeEntry[]>;
  change(project: string, sequence: number): Promise<ChangeEntry | undefined>;

  /**
   * The one write path. Rows, log entry and the next revision of every touched environment, in one transaction.
   * Creates the project when the first write is `project` and there is none.
   * A `flag` write that changes what SDKs see (variants, metadata, salt, archived, …) revises the flag's configs as well.
   * @throws {StaleBasisError} when the project moved on since `change.basis`.
   * @throws {UnknownProjectError} when there is no such project.
   * @throws {DuplicateError} when a `….create` finds what it is to create.
   * @throws {UnknownReferenceError} when a write names an environment or flag that is not there.
   */
  commit(change: Change, actor: Actor): Promise<ChangeEntry>;
  /**
   * Gives the hidden environment of the probe a new revision, and its one flag that position as its value. Written, notified
   * and streamed as any commit, but without an entry in a log; makes what is not there, the key too.
   */
  commitProbe(key: ProbeKey): Promise<Position>;
  /** Calls back soon after commits, on this instance or any other. May call when nothing changed. */
  watch(listener: (notice: Notice) => void): () => void;

  /** Reads an environment's ruleset, or what changed after a revision. Undefined when there is no such environment. */
  rulesetDelta(project: string, environment: string, since: number): Promise<RulesetDelta | undefined>;
  /**
   * The ruleset as SDKs had it at a revision, versions included; each list sorted by key. Undefined when there is no such
   * environment, or when it has not reached that revision. After the database was restored, revisions that only the lost
   * one had are not known.
   */
  rulesetAt(project: string, environment: string, revision: number): Promise<Ruleset | undefined>;

  /** Adds the counts, once per batch however often it comes. Of metrics only those that were admitted. */
  addExposures(
    project: string,
    environment: string,
    batch: string,
    counts: ExposureCount[],
    metrics?: MetricCount[],
  ): Promise<'accepted' | 'duplicate'>;
  /** Counts per minute from `from` on (milliseconds), of one flag or of all. */
  exposures(project: string, query: { flag?: string; from: number }): Promise<ExposureRow[]>;

  /**
   * All metrics of an environment that may be counted: those known before, and of the given names as many as there is
   * room for. A name that was admitted once stays.
   */
  admitMetrics(
    project: string,
    environment: string,
    names: string[],
    limit: number,
  ): Promise<ReadonlySet<string>>;
  /** Counts and sums per minute, from `from` up to but not including `to` (milliseconds), of one metric or of all. */
  metrics(
    project: string,
    environment: string,
    query: { metric?: string | undefined; from: number; to: number; limit: number },
  ): Promise<MetricCount[]>;

  /** Says that a server process lives. True when it was not known: at its start, or when the others gave it up. */
  serverLives(server: ServerProcess): Promise<boolean>;
  serverProcesses(): Promise<ServerProcess[]>;
  /** Removes a server process and all that it wrote about instances. */
  forgetServer(id: string): Promise<void>;
  /** Each replaces what the same server wrote about the same instance before. At most 1,000, and none twice. */
  putInstances(records: InstanceRecord[]): Promise<void>;
  /**
   * What other servers than this one wrote about the instances of an environment, above the sequence that was seen of each:
   * everything of one that is not among them. At most `limit`, the lowest sequences first.
   */
  instancesElsewhere(
    project: string,
    environment: string,
    server: string,
    seen: ReadonlyMap<string, number>,
    limit: number,
  ): Promise<InstanceRecord[]>;
  /** Removes what these servers wrote about these instances, of which there are at most 1,000. */
  forgetInstances(
    project: string,
    environment: string,
    instances: string[],
    servers: string[],
  ): Promise<void>;

  /** The database as better-auth wants it. */
  readonly authAdapter: AuthAdapter;
}

/** The project changed between a decision and its commit. */
export class StaleBasisError extends Error {
  override name = 'StaleBasisError';
}

export class UnknownProjectError extends Error {
  override name = 'UnknownProjectError';
}

/**
 * Something of this name is there already: a `….create` met what it was to create, or a unique value (an SDK key's id or
 * hash) is taken.
 */
export class DuplicateError extends Error {
  override name = 'DuplicateError';
}

/** A write names an environment, flag, segment or SDK key that is not there. */
export class UnknownReferenceError extends Error {
  override name = 'UnknownReferenceError';
}

/** A row was damaged, or written by a release that knew more. */
export class CorruptRowError extends Error {
  override name = 'CorruptRowError';
}

/** The part of it that is about the SDK instances that servers know. */
export type InstanceStore = Pick<
  Store,
  | 'serverLives'
  | 'serverProcesses'
  | 'forgetServer'
  | 'putInstances'
  | 'instancesElsewhere'
  | 'forgetInstances'
>;
