import {
  changeRuleset,
  compileRuleset,
  EMPTY_RULESET,
  type CompiledFlag,
  type CompiledRuleset,
} from '../evaluator/index.ts';
import { addToDigest, digestState, emptyDigest, formatDigest, type DigestState } from './digest.ts';
import type { PatchPayload, Position, RulesetPayload } from './protocol.ts';

/** What became of a payload. */
export type Adoption =
  /** It is in force; these flags may answer differently. */
  | { type: 'applied'; changed: string[] }
  /** It is not newer than what is in force. */
  | { type: 'ignored' }
  /** It does not lead on from what is in force, or leads elsewhere than it says: fetch the whole ruleset. */
  | { type: 'gap' };

/** The ruleset in force: replaced whole, and only by a newer one. */
export class RulesetStore {
  #ruleset: CompiledRuleset = EMPTY_RULESET;
  #digest: DigestState = emptyDigest();
  #position: Position | undefined;
  readonly #onRetire: (flag: CompiledFlag) => void;

  /** @param onRetire sees every compiled flag that is replaced or removed, to collect its counts. */
  constructor(onRetire: (flag: CompiledFlag) => void) {
    this.#onRetire = onRetire;
  }

  /** Undefined until a first ruleset was adopted. */
  get position(): Position | undefined {
    return this.#position;
  }

  get digest(): string {
    return formatDigest(this.#digest);
  }

  get ruleset(): CompiledRuleset {
    return this.#ruleset;
  }

  get flags(): ReadonlyMap<string, CompiledFlag> {
    return this.#ruleset.flags;
  }

  /** Adopts a whole ruleset if it is newer, or of another epoch. */
  put(payload: RulesetPayload): Adoption {
    const { epoch, revision } = payload;
    if (this.#isOld(payload)) return { type: 'ignored' };
    const digest = digestState(payload.flags, payload.segments);
    if (formatDigest(digest) !== payload.digest) return { type: 'gap' };
    const next = compileRuleset(payload);
    return this.#swap(next, digest, { epoch, revision });
  }

  /** The same revision with another digest is not old: ours went wrong, and this mends it. */
  #isOld({ epoch, revision, digest }: RulesetPayload): boolean {
    const at = this.#position;
    if (!at || at.epoch !== epoch) return false;
    return revision < at.revision || (revision === at.revision && digest === this.digest);
  }

  /** Adopts a change that leads on from the ruleset in force. */
  patch(payload: PatchPayload): Adoption {
    const at = this.#position;
    if (!at || at.epoch !== payload.epoch || payload.from > at.revision) return { type: 'gap' };
    if (payload.to <= at.revision) return { type: 'ignored' };
    const next = changeRuleset(this.#ruleset, payload);
    const digest = { ...this.#digest };
    const base = this.#ruleset;
    shift(digest, 'flag', base.flags, next.flags, [...payload.removed.flags, ...keysOf(payload.flags)]);
    shift(digest, 'segment', base.segments, next.segments, [
      ...payload.removed.segments,
      ...keysOf(payload.segments),
    ]);
    if (formatDigest(digest) !== payload.digest) return { type: 'gap' };
    return this.#swap(next, digest, { epoch: payload.epoch, revision: payload.to });
  }

  /**
   * Compares with what the server says it has. The same digest at a later revision means that nothing
   * visible changed in between.
   * @returns whether both sides hold the same ruleset
   */
  confirm(position: Position, digest: string): boolean {
    const at = this.#position;
    if (!at || at.epoch !== position.epoch || digest !== this.digest) return false;
    if (position.revision > at.revision) this.#position = position;
    return true;
  }

  #swap(next: CompiledRuleset, digest: DigestState, position: Position): Adoption {
    const before = this.#ruleset.flags;
    const changed: string[] = [];
    for (const [key, flag] of before) {
      if (next.flags.get(key) === flag) continue;
      this.#onRetire(flag);
      changed.push(key);
    }
    for (const key of next.flags.keys()) if (!before.has(key)) changed.push(key);
    this.#ruleset = next;
    this.#digest = digest;
    this.#position = position;
    return { type: 'applied', changed };
  }
}

function keysOf(entries: { key: string }[]): string[] {
  return entries.map((entry) => entry.key);
}

type Entries = ReadonlyMap<string, { key: string; version: number }>;

/** Carries a digest along: takes out what these keys stood for and adds what they stand for now. */
function shift(
  digest: DigestState,
  type: 'flag' | 'segment',
  before: Entries,
  after: Entries,
  keys: string[],
): void {
  for (const key of new Set(keys)) {
    const old = before.get(key);
    const now = after.get(key);
    if (old) addToDigest(digest, type, old, -1);
    if (now) addToDigest(digest, type, now, 1);
  }
}
