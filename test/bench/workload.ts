import type { EvaluationContext, Flag, Rule, Segment } from '@signalbox/core/evaluator';
import { booleanFlag } from '../../core/src/evaluator/fixtures.ts';

/** What the evaluation benchmark asks: 1,000 flags, 10,000 contexts, six kinds of question. */

const COUNTRIES = ['DE', 'FR', 'US', 'JP', 'BR'];
const USERS = 10_000;

/** xorshift32: the same data in every process. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

const id = (n: number): string => `user-${String(n).padStart(6, '0')}`;

export function buildContexts(): EvaluationContext[] {
  const random = randomNumbers(7);
  const below = (n: number): number => Math.floor(random() * n);
  return Array.from({ length: USERS }, (_, i) => ({
    targetingKey: id(i),
    country: COUNTRIES[below(COUNTRIES.length)],
    appVersion: `${2 + below(3)}.${below(10)}.${below(10)}`,
    age: 18 + below(60),
  }));
}

/** Nine rules whose second clause fails, and a tenth that matches. */
function tenRules(): Rule[] {
  const inCountry = { attribute: 'country', operator: 'in' as const, values: COUNTRIES };
  return Array.from({ length: 10 }, (_, r) => ({
    id: `rule-${r}`,
    clauses: [
      inCountry,
      r === 9
        ? { attribute: 'appVersion', operator: 'semverGreaterThanOrEqual' as const, values: ['1.5.0'] }
        : r % 2 === 0
          ? { attribute: 'appVersion', operator: 'semverGreaterThanOrEqual' as const, values: [`9.${r}.0`] }
          : { attribute: 'age', operator: 'greaterThan' as const, values: [90 + r] },
    ],
    serve: { variant: 'on' },
  }));
}

const threeWay: Partial<Flag> = {
  valueType: 'string',
  variants: ['control', 'blue', 'green'].map((name) => ({ name, value: name })),
  offVariant: 'control',
  fallthrough: {
    split: [
      { variant: 'control', weight: 34_000 },
      { variant: 'blue', weight: 33_000 },
      { variant: 'green', weight: 33_000 },
    ],
  },
};

const inBeta: Rule = {
  id: 'beta',
  clauses: [{ attribute: 'targetingKey', operator: 'inSegment', values: ['beta'] }],
  serve: { variant: 'on' },
};

/** How many flags of each kind, and what they are. */
const KINDS: Record<string, { count: number; parts: Partial<Flag> }> = {
  plain: { count: 400, parts: {} },
  off: { count: 200, parts: { enabled: false } },
  rollout: { count: 200, parts: { fallthrough: { variant: 'on', share: 50_000 } } },
  rules: { count: 150, parts: { rules: tenRules(), fallthrough: { variant: 'off' } } },
  variant: { count: 49, parts: threeWay },
  segment: { count: 1, parts: { rules: [inBeta], fallthrough: { variant: 'off' } } },
};

export function keysOf(kind: string): string[] {
  const count = Math.min(8, KINDS[kind]?.count ?? 0);
  return Array.from({ length: count }, (_, i) => `checkout-${kind}-${i}`);
}

export function buildRuleset(): { flags: Flag[]; segments: Segment[] } {
  const flags = Object.entries(KINDS).flatMap(([kind, { count, parts }]) =>
    Array.from({ length: count }, (_, i) =>
      booleanFlag({ key: `checkout-${kind}-${i}`, salt: 'b3nchm4k', ...parts }),
    ),
  );
  // Every second listed key is one that is asked for.
  const included = Array.from({ length: USERS }, (_, i) => (i % 2 === 0 ? id(i) : `stranger-${i}`));
  return { flags, segments: [{ key: 'beta', version: 1, included, excluded: [], rules: [] }] };
}

/** The six workloads: which flags are asked, and which floor is beneath them. */
export const WORKLOADS: Record<
  string,
  { label: string; kind: string; type: 'boolean' | 'string'; floor: string }
> = {
  W1: { label: 'plain on', kind: 'plain', type: 'boolean', floor: 'look-up' },
  W2: { label: '50 % rollout', kind: 'rollout', type: 'boolean', floor: 'look-up + hash' },
  W3: { label: '10 rules × 2 clauses', kind: 'rules', type: 'boolean', floor: 'look-up' },
  W4: { label: 'segment of 10,000 keys', kind: 'segment', type: 'boolean', floor: 'look-up' },
  W5: { label: 'off', kind: 'off', type: 'boolean', floor: 'look-up' },
  W6: { label: 'three-way split', kind: 'variant', type: 'string', floor: 'look-up + hash' },
};
