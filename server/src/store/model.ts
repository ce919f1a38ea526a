import type {
  FlagMetadata,
  JsonValue,
  Prerequisite,
  Rule,
  SegmentRule,
  Serve,
  ValueType,
  Variant,
} from '@signalbox/core/evaluator';

/** What the server keeps. Times are milliseconds since 1970, UTC. */

export interface Project {
  key: string;
  name: string;
  /** Number of its latest change: every commit adds one, so nothing slips in between a read and a commit. */
  sequence: number;
  createdAt: number;
}

export interface EnvironmentSettings {
  name: string;
  /** Order of promotion, first to last. */
  position: number;
  /** Asks for more care in the UI; nothing else. */
  production: boolean;
  color: string;
}

export interface Environment extends EnvironmentSettings {
  project: string;
  key: string;
  /** Changes when the database was restored, so that SDKs know that revisions went back. */
  epoch: string;
  revision: number;
  createdAt: number;
}

export const FLAG_KINDS = ['release', 'ops', 'experiment', 'permission'] as const;
type FlagKind = (typeof FLAG_KINDS)[number];

/** A JSON Schema, draft 2020-12 or draft-07. */
export interface JsonSchema {
  [keyword: string]: JsonValue;
}

/** What a flag is, in every environment alike. */
export interface FlagDefinition {
  kind: FlagKind;
  valueType: ValueType;
  variants: Variant[];
  /** What the variants of a `json` flag satisfy; absent when anything goes. */
  jsonSchema?: JsonSchema;
  description: string;
  owner: string;
  tags: string[];
  runbookUrl: string | null;
  /** `YYYY-MM-DD`. */
  expectedRemoval: string | null;
  /** Whether client-side SDK keys may see it. */
  clientSide: boolean;
  /** See the ruleset model: given at birth, never changed. */
  salt: string;
  archived: boolean;
  /** What its owners attach: comes with every answer, also to client-side keys. Absent when there is none; never empty. */
  metadata?: FlagMetadata;
}

/** The override layer: while it is there, the off variant is served and the rules stay as they are. */
interface Kill {
  at: number;
  by: string;
  reason: string;
  incident: string | null;
}

/** How a flag behaves in one environment. */
export interface FlagConfig {
  enabled: boolean;
  offVariant: string;
  /** Flags that must be at a variant before the rules are tried. Absent when there are none; never empty. */
  prerequisites?: Prerequisite[];
  rules: Rule[];
  fallthrough: Serve;
  killed: Kill | null;
}

export interface SegmentContent {
  name: string;
  description: string;
  included: string[];
  excluded: string[];
  rules: SegmentRule[];
}

export interface SdkKey {
  id: string;
  project: string;
  environment: string;
  /** `server`: secret, sees everything. `client`: public, sees flags marked for clients. */
  kind: 'server' | 'client';
  name: string;
  /** First characters, to recognise it by. The key itself is never stored. */
  prefix: string;
  createdAt: number;
  revokedAt: number | null;
  lastUsedAt: number | null;
}

/** What a person gives to a script, so that it may do in their name what the role allows. */
export interface ApiToken {
  /** Stands in the token itself, so that logs can name it. */
  id: string;
  name: string;
  role: string;
  /** The id of the person whose it is. */
  createdBy: string;
  createdAt: number;
  /** From then on it is refused; null when it stays valid. */
  expiresAt: number | null;
  lastUsedAt: number | null;
  revokedAt: number | null;
}

/** A thing with the number that it last changed at; the number is what If-Match names. */
export type Versioned<T> = T & { version: number };

export type FlagRecord = Versioned<FlagDefinition> & {
  key: string;
  createdAt: number;
  /** By environment key. A config's version is the environment's revision in which it last changed. */
  environments: Record<string, Versioned<FlagConfig> & { updatedAt: number }>;
};

export type SegmentRecord = Versioned<SegmentContent> & { key: string; updatedAt: number };

/** Who did it. `system` acts by itself: rollouts, seeding. */
export interface Actor {
  type: 'user' | 'system';
  id: string;
  name: string;
  /** The API token that acted in the person's name; absent when they did it themselves. */
  token?: { id: string; name: string };
}

/** One thing to write. A flag's config and a segment belong to an environment and give it a new revision. */
export type Write =
  | { type: 'project'; value: { name: string } }
  /** `newEpoch`: see 'environment.renew'. */
  | { type: 'environment'; environment: string; value: EnvironmentSettings; newEpoch?: boolean }
  | { type: 'flag'; key: string; value: FlagDefinition }
  | { type: 'flagConfig'; key: string; environment: string; value: FlagConfig }
  | { type: 'segment'; key: string; environment: string; value: SegmentContent | null }
  | { type: 'sdkKey'; id: string; environment: string; value: SdkKeyWrite };

export interface SdkKeyWrite {
  kind: 'server' | 'client';
  name: string;
  prefix: string;
  /** SHA-256 of the key, hex. Never written to the change log. Absent: a key that exists keeps its own. */
  hash?: string;
  revokedAt: number | null;
}

export const CHANGE_ACTIONS = [
  'project.create',
  'project.update',
  'environment.create',
  'environment.update',
  /** SDKs have seen later revisions than there are: the database was restored, and revisions count anew. */
  'environment.renew',
  'flag.create',
  'flag.update',
  'flag.configure',
  'flag.archive',
  'flag.unarchive',
  'flag.kill',
  'flag.restore',
  'segment.create',
  'segment.update',
  'segment.remove',
  'sdkKey.create',
  'sdkKey.revoke',
  'change.revert',
] as const;
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

/** One commit: all of its writes or none. */
export interface Change {
  project: string;
  action: ChangeAction;
  /** What it is about, for filtering the log. `environment` is null where it concerns several. */
  flag?: string;
  segment?: string;
  environment?: string | null;
  comment: string;
  writes: Write[];
  /** The project's sequence when the decision was read. Another number now: StaleBasisError, read again. */
  basis?: number;
}

/** What one write did, as the change log keeps it. */
export interface ChangeItem {
  type: Write['type'];
  key: string;
  environment: string | null;
  before: JsonValue;
  after: JsonValue;
}

/** One entry of the change log. */
export interface ChangeEntry {
  project: string;
  sequence: number;
  at: number;
  actor: Actor;
  action: ChangeAction;
  flag: string | null;
  segment: string | null;
  environment: string | null;
  comment: string;
  items: ChangeItem[];
  /** The revision that each touched environment reached with it. */
  revisions: Record<string, number>;
  /** SHA-256 over the entry and the hash before it: a changed or missing entry breaks the chain. */
  hash: string;
}

/**
 * What one server process knows of one SDK instance. Each writes only what it knows itself: who asks puts together what
 * all of them wrote.
 */
export interface InstanceRecord {
  project: string;
  environment: string;
  instance: string;
  /** The server process that wrote it. */
  server: string;
  /** Counts up with everything that the server process writes: what is above the highest one that was read is new. */
  sequence: number;
  sdk: string;
  application: string | null;
  applicationVersion: string | null;
  firstSeenAt: number;
  /** 0: it was never connected to that server, only sent a receipt or a goodbye there. */
  connectedAt: number;
  lastSeenAt: number;
  streaming: boolean;
  polledAt: number | null;
  pollMs: number | null;
  /** Of the environment: what the revisions that follow belong to. */
  epoch: string;
  delivered: number;
  confirmed: number | null;
  confirmedAt: number | null;
  diverged: number | null;
  /** It said goodbye. */
  hasLeft: boolean;
}

/** A running server, from its start to its end; or one that ended without saying so. */
export interface ServerProcess {
  id: string;
  startedAt: number;
  /** When it last said that it lives, on its own clock. */
  seenAt: number;
}
