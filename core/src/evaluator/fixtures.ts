import type { Condition, Flag, Rule, Segment, Serve } from './model.ts';

/** Builders for tests: a sensible thing, and what the test is about. */

export function booleanFlag(flag: Partial<Flag> = {}): Flag {
  return {
    key: 'new-checkout',
    version: 1,
    valueType: 'boolean',
    variants: [
      { name: 'on', value: true },
      { name: 'off', value: false },
    ],
    enabled: true,
    offVariant: 'off',
    rules: [],
    fallthrough: { variant: 'on' },
    salt: 'a1b2c3d4',
    ...flag,
  };
}

export function stringFlag(flag: Partial<Flag> = {}): Flag {
  return booleanFlag({
    key: 'product-layout',
    valueType: 'string',
    variants: ['list', 'grid', 'spotlight'].map((name) => ({ name, value: name })),
    offVariant: 'list',
    fallthrough: { variant: 'list' },
    ...flag,
  });
}

export function rule(clauses: Condition[], serve: Serve, id = 'rule-1'): Rule {
  return { id, clauses, serve };
}

export function segment(parts: Partial<Segment> = {}): Segment {
  return { key: 'beta', version: 1, included: [], excluded: [], rules: [], ...parts };
}
