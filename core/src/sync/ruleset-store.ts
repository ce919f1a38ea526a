import { changeRuleset, EMPTY_RULESET, type CompiledRuleset } from '../evaluator/index.ts';
import { digestOf } from './digest.ts';
import type { HeartbeatPayload, PatchPayload, Position, RulesetPayload } from './protocol.ts';

/** The ruleset in force: replaced whole, and only by a newer one. */
export interface RulesetStore {
  ruleset: CompiledRuleset;
  /** What it is, in the server's words; undefined until a first one was adopted. */
  standing: Standing | undefined;
  /** Takes in what the server says. */
  take(text: string): Taken;
  /** The ruleset as `take` takes it in. */
  toText(): string;
}

/** Which ruleset it is. */
export interface Standing extends Position {
  digest: string;
}

/** What became of a message. */
export interface Taken {
  /**
   * The server and we hold the same now, or we are ahead: keys of flags that may answer differently. Undefined when the
   * message leads nowhere: the whole ruleset is to be fetched.
   */
  changed?: string[] | undefined;
  /** See PatchPayload. */
  urgent?: boolean | undefined;
  /** See HeartbeatPayload. */
  intervalMs?: number | undefined;
  pollMs?: number | undefined;
}

/**
 * A whole ruleset, a patch or a heartbeat, told apart by what is in it. The digest vouches for the flags and segments;
 * the inside of each is checked when it is compiled, so that a bad one fails alone.
 */
type Message = Partial<RulesetPayload & PatchPayload & HeartbeatPayload>;

/** @param onReplace called before the ruleset is replaced: last chance to collect its counts */
export function createRulesetStore(onReplace: () => void): RulesetStore {
  const store: RulesetStore = { ruleset: EMPTY_RULESET, standing: undefined, take, toText };

  /** Keys of the flags that may answer differently; undefined when the message does not lead on from here. */
  function adopt({ epoch, from, to = -1, revision = to, digest, flags, segments, removed }: Message) {
    // What is no position would neither be found by the server nor ever be passed by a newer one.
    if (!epoch || !isRevision(revision) || !digest) return undefined;
    const at = store.standing?.epoch === epoch ? store.standing.revision : -1;
    if (revision < at) return [];
    const next = { epoch, revision, digest };
    // The same revision with another digest is not old: ours went wrong, and this mends it.
    if (at >= 0 && digest === store.standing?.digest) {
      store.standing = next;
      return [];
    }
    if (!flags || !segments || (from ?? at) > at) return undefined;
    const base = from === undefined ? EMPTY_RULESET : store.ruleset;
    const changed = changeRuleset(base, { flags, segments, removed });
    if (digestOf(changed.flags, changed.segments) !== digest) return undefined;
    onReplace();
    const before = store.ruleset.flags;
    store.ruleset = changed;
    store.standing = next;
    // Of a whole ruleset all: it shares nothing with the one before.
    return [
      ...[...changed.flags.keys()].filter((key) => before.get(key) !== changed.flags.get(key)),
      ...[...before.keys()].filter((key) => !changed.flags.has(key)),
    ];
  }

  function take(text: string): Taken {
    try {
      const message = JSON.parse(text) as Message;
      return { ...message, changed: adopt(message) };
    } catch {
      return {}; // what cannot be taken in is as good as nothing
    }
  }

  function toText(): string {
    const { flags, segments } = store.ruleset;
    return JSON.stringify({ ...store.standing, flags: sources(flags), segments: sources(segments) });
  }

  return store;
}

/** As parsePosition reads it. */
function isRevision(revision: number): boolean {
  return Number.isInteger(revision) && revision >= 0 && revision < 1e15;
}

function sources<T>(entries: ReadonlyMap<string, { source: T }>): T[] {
  return Array.from(entries.values(), ({ source }) => source);
}
