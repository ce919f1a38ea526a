import { unitOf } from './bucketing.ts';
import { compileClause, type Test } from './clauses.ts';
import { hashListedKey } from './listed-keys.ts';
import type { Segment } from './model.ts';

/** A segment with its test, which is compiled when first needed. */
export interface CompiledSegment {
  readonly key: string;
  readonly version: number;
  /** @throws {Error} when the segment cannot be understood; flags that use it then answer PARSE_ERROR. */
  readonly test: () => Test;
}

export function compileSegment(segment: Segment): CompiledSegment {
  let test: Test | undefined;
  return { key: segment.key, version: segment.version, test: () => (test ??= compileTest(segment)) };
}

/** Segments do not refer to segments, so a lookup inside one finds nothing. */
const NONE = (): undefined => undefined;

/** Excluded keys decide first, then included ones, then the rules. */
function compileTest(segment: Segment): Test {
  const included = new Set(segment.included);
  const excluded = new Set(segment.excluded);
  const rules = segment.rules.map((rule) => rule.clauses.map((clause) => compileClause(clause, NONE)));
  const salt = segment.hashed;
  return (context) => {
    const unit = unitOf(context.targetingKey);
    if (unit !== undefined) {
      const listed = salt === undefined ? unit : hashListedKey(salt, unit);
      if (excluded.has(listed)) return false;
      if (included.has(listed)) return true;
    }
    return rules.some((tests) => tests.every((test) => test(context)));
  };
}
