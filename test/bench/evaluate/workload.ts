import type { Clause, EvaluationContext, Flag, Rule, Segment } from '@signalbox/core/evaluator';
import { booleanFlag } from '../../../core/src/evaluator/fixtures.ts';

/** What the evaluation benchmark asks: 1,000 flags, 10,000 contexts, six kinds of question. */

const COUNTRIES = ['DE', 'FR', 'US', 'JP', 'BR'];
export const VARIANTS = [
  { name: 'control', percent: 34 },
  { name: 'blue', percent: 33 },
  { name: 'green', percent: 33 },
];
export const BETA = 'beta';
const USERS = 10_000;

/** Somebody, in no service's own form. */
export interface User {
  id: string;
  country: string;
  appVersion: string;
  age: number;
}

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

export function buildUsers(): User[] {
  const random = randomNumbers(7);
  const below = (n: number): number => Math.floor(random() * n);
  return Array.from({ length: USERS }, (_, i) => ({
    id: id(i),
    country: COUNTRIES[below(COUNTRIES.length)] ?? '',
    appVersion: `${2 + below(3)}.${below(10)}.${below(10)}`,
    age: 18 + below(60),
  }));
}

export function contextOf({ id: targetingKey, ...attributes }: User): EvaluationContext {
  return { targetingKey, ...attributes };
}

const isIn = (): Clause => ({
  attribute: 'country',
  operator: 'in',
  values: [...COUNTRIES, 'SE', 'NO', 'FI'],
});
const isAtLeast = (version: string): Clause => ({
  attribute: 'appVersion',
  operator: 'semverGreaterThanOrEqual',
  values: [version],
});
const isOlder = (age: number): Clause => ({ attribute: 'age', operator: 'greaterThan', values: [age] });

/** Nine rules whose second clause fails, and a tenth that matches: all twenty clauses are looked at. */
export function tenRules(): Clause[][] {
  return Array.from({ length: 10 }, (_, r) => [
    isIn(),
    r === 9 ? isAtLeast('1.5.0') : r % 2 === 0 ? isAtLeast(`9.${r}.0`) : isOlder(90 + r),
  ]);
}

function rules(): Rule[] {
  return tenRules().map((clauses, r) => ({ id: `rule-${r}`, clauses, serve: { variant: 'on' } }));
}

const threeWay: Partial<Flag> = {
  valueType: 'string',
  variants: VARIANTS.map(({ name }) => ({ name, value: name })),
  offVariant: 'control',
  fallthrough: { split: VARIANTS.map(({ name, percent }) => ({ variant: name, weight: percent * 1_000 })) },
};

const inBeta: Rule = {
  id: 'beta',
  clauses: [{ attribute: 'targetingKey', operator: 'inSegment', values: [BETA] }],
  serve: { variant: 'on' },
};

export type Kind = 'plain' | 'off' | 'rollout' | 'rules' | 'variant' | 'segment';

/** How many flags of each kind, and what they are. */
const KINDS: Record<Kind, { count: number; parts: () => Partial<Flag> }> = {
  plain: { count: 400, parts: () => ({}) },
  off: { count: 200, parts: () => ({ enabled: false }) },
  rollout: { count: 200, parts: () => ({ fallthrough: { variant: 'on', share: 50_000 } }) },
  rules: { count: 150, parts: () => ({ rules: rules(), fallthrough: { variant: 'off' } }) },
  variant: { count: 49, parts: () => threeWay },
  segment: { count: 1, parts: () => ({ rules: [inBeta], fallthrough: { variant: 'off' } }) },
};

/** Every flag: its key and what kind it is. */
export function allFlags(): { key: string; kind: Kind }[] {
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    Array.from({ length: KINDS[kind].count }, (_, i) => ({ key: `checkout-${kind}-${i}`, kind })),
  );
}

/** Keys listed in the segment: every second one is asked for. */
export function listedKeys(): string[] {
  return Array.from({ length: USERS }, (_, i) => (i % 2 === 0 ? id(i) : `stranger-${i}`));
}

export function buildRuleset(): { flags: Flag[]; segments: Segment[] } {
  const flags = allFlags().map(({ key, kind }) =>
    booleanFlag({ key, salt: 'b3nchm4k', ...KINDS[kind].parts() }),
  );
  return {
    flags,
    segments: [{ key: BETA, version: 1, included: listedKeys(), excluded: [], rules: [] }],
  };
}

export interface Workload {
  label: string;
  kind: Kind;
  type: 'boolean' | 'string';
  /** Share of the questions that is answered with yes, or with `blue`. */
  yes: number;
}

export const WORKLOADS: Record<string, Workload> = {
  W1: { label: 'plain on', kind: 'plain', type: 'boolean', yes: 1 },
  W2: { label: '50 % rollout', kind: 'rollout', type: 'boolean', yes: 0.5 },
  W3: { label: '10 rules × 2 clauses', kind: 'rules', type: 'boolean', yes: 1 },
  W4: { label: 'segment of 10,000 keys', kind: 'segment', type: 'boolean', yes: 0.5 },
  W5: { label: 'off', kind: 'off', type: 'boolean', yes: 0 },
  W6: { label: 'three-way split', kind: 'variant', type: 'string', yes: 0.33 },
};

/** The keys that a workload asks for. Application code names flags by literals, which the engine keeps one copy of. */
export function keysOf(kind: Kind): string[] {
  const keys = Array.from({ length: Math.min(8, KINDS[kind].count) }, (_, i) => `checkout-${kind}-${i}`);
  return Object.keys(Object.fromEntries(keys.map((key) => [key, true])));
}
