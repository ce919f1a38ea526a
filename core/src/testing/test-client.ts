import {
  type EvaluationContext,
  type Explanation,
  type Flag,
  type JsonValue,
  type Segment,
} from '../evaluator/index.ts';
import {
  checkOptions,
  createFlagClient,
  digestOf,
  explainClient,
  type ContextClient,
  type ExposureCount,
  type MetricCount,
  type RulesetPayload,
} from '../sync/index.ts';
import { patchBetween } from '../sync/patch.ts';
import { flagOf, segmentOf, withDefaults, type TestFlag, type TestSegment } from './flags.ts';
import { testPlatform } from './platform.ts';

/** What a test client begins with. */
export interface TestClientOptions {
  /** Flags by key, each with the value that everybody gets. */
  flags?: Record<string, JsonValue> | undefined;
  /** Flags with rules and percentages, for tests of targeting. */
  rules?: readonly TestFlag[] | undefined;
  segments?: readonly TestSegment[] | undefined;
  /** The evaluation context of questions that bring none. */
  context?: EvaluationContext | undefined;
  /** `NOT_READY` and `ERROR`: there is no ruleset yet, and every flag answers with the default. Default: `READY`. */
  status?: TestStatus | undefined;
}

/** The states that a client can be put into. */
export type TestStatus = 'READY' | 'STALE' | 'NOT_READY' | 'ERROR';

/** How often something was asked or tracked. */
export type Asked = Omit<ExposureCount, 'minute'>;
export type Tracked = Omit<MetricCount, 'minute'>;

/** The real client, whose server is the test. */
export interface TestClient extends ContextClient {
  readonly context: EvaluationContext | undefined;
  /** Gives a flag one value for everybody. Listeners of `change` hear of it. */
  setFlag(key: string, value: JsonValue): void;
  /** Makes or replaces a flag with rules. */
  defineFlag(flag: TestFlag): void;
  defineSegment(segment: TestSegment): void;
  /** From now on there is no such flag. */
  removeFlag(key: string): void;
  /** Back to what the client was made with, at once; resolves when the counts begin anew. */
  reset(): Promise<void>;
  /**
   * Puts the connection into a state: `STALE` as when the server has been gone for long.
   * @throws {Error} for NOT_READY and ERROR once there is a ruleset: a client keeps what it has.
   */
  setStatus(status: TestStatus): void;
  explain(key: string, context?: EvaluationContext): Explanation;
  /** What was asked since the start or the last `reset`, by flag, variant and reason. */
  exposures(): Promise<Asked[]>;
  /** What was tracked. */
  tracked(): Promise<Tracked[]>;
}

const EPOCH = 'test';

/**
 * A client for tests of applications: no server, no network, nothing left running. Its answers come from the same
 * evaluator as in production.
 *
 * @example
 * ```ts
 * const client = createTestClient({ flags: { 'new-checkout': true } });
 * client.setFlag('new-checkout', false);
 * ```
 */
export function createTestClient(options: TestClientOptions = {}): TestClient {
  const flags = new Map<string, Flag>();
  const segments = new Map<string, Segment>();
  const platform = testPlatform();
  let revision = 0;
  /** What the client has been told last; undefined as long as it has no ruleset. */
  let told: RulesetPayload | undefined;

  const checked = checkOptions(
    {
      url: 'http://test.invalid',
      sdkKey: 'test',
      staleAfterMs: 0,
      onWarning: () => undefined,
      context: options.context,
    },
    () => undefined,
    Date.now,
  );
  const client = createFlagClient(checked, platform);
  const { setContext } = client;

  /** Tells the client, as a server does: all at first, then what has changed. */
  function tell(): void {
    const content = { flags: [...flags.values()], segments: [...segments.values()] };
    const now = {
      environment: 'test',
      epoch: EPOCH,
      revision,
      digest: digestOf(flags, segments),
      ...content,
    };
    platform.send(told ? patchBetween(told, now) : now);
    told = now;
  }

  function publish(): void {
    revision++;
    if (client.status === 'READY') tell();
  }

  function fill(): void {
    flags.clear();
    segments.clear();
    const version = revision + 1;
    for (const [key, value] of Object.entries(options.flags ?? {}))
      flags.set(key, flagOf(key, value, version));
    for (const flag of options.rules ?? []) flags.set(flag.key, withDefaults(flag, version));
    for (const segment of options.segments ?? []) segments.set(segment.key, segmentOf(segment, version));
    publish();
  }

  function setStatus(status: TestStatus): void {
    if (status === 'NOT_READY' || status === 'ERROR') {
      if (told)
        throw new Error(`A client with a ruleset does not become ${status}: create one with that status.`);
      if (status === 'ERROR') platform.end(401);
      return;
    }
    // After an end the stream has to be opened anew.
    if (client.status !== 'READY') client.resume();
    tell();
    if (status === 'STALE') platform.end();
  }

  async function sent() {
    await client.flush();
    return platform.events;
  }

  const test: TestClient = Object.assign(client, {
    context: options.context,
    setContext(context: EvaluationContext | undefined): void {
      Object.assign(test, { context });
      setContext(context);
    },
    setFlag(key: string, value: JsonValue): void {
      flags.set(key, flagOf(key, value, revision + 1));
      publish();
    },
    defineFlag(flag: TestFlag): void {
      flags.set(flag.key, withDefaults(flag, revision + 1));
      publish();
    },
    defineSegment(segment: TestSegment): void {
      segments.set(segment.key, segmentOf(segment, revision + 1));
      publish();
    },
    removeFlag(key: string): void {
      flags.delete(key);
      publish();
    },
    async reset(): Promise<void> {
      fill();
      await client.flush();
      platform.events.length = 0;
    },
    setStatus,
    /** In a test there is nothing to wait for. */
    ready: async () => {
      const { status, problem } = client.stats();
      return { ready: client.ruleset() !== undefined, status, ...(problem !== undefined && { problem }) };
    },
    explain: (key: string, context?: EvaluationContext) =>
      explainClient(client, key, context ?? test.context),
    exposures: async () => addUp((await sent()).flatMap(({ exposures }) => exposures)),
    tracked: async () => addUp((await sent()).flatMap(({ metrics = [] }) => metrics)),
  });

  fill();
  setStatus(options.status ?? 'READY');
  return test;
}

interface Line {
  minute: number;
  count: number;
  sum?: number | undefined;
}

/** One line for each of what is the same but for the minute. */
function addUp<T extends Line>(lines: readonly T[]): Omit<T, 'minute'>[] {
  const sums = new Map<string, T>();
  for (const line of lines) {
    const id = JSON.stringify({ ...line, minute: 0, count: 0, sum: 0 });
    const before = sums.get(id);
    sums.set(id, before ? { ...before, ...added(before, line) } : line);
  }
  return [...sums.values()].map(({ minute: _, ...line }) => line);
}

function added(a: Line, b: Line): Pick<Line, 'count' | 'sum'> {
  return { count: a.count + b.count, ...(a.sum !== undefined && { sum: a.sum + (b.sum ?? 0) }) };
}
