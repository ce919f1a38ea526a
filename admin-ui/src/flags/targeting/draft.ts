import type { Clause, Rule, Serve } from '@signalbox/core/evaluator';
import { randomId } from '../../ui/random-id.ts';
import type { Targeting } from '../model.ts';
import { EVERYONE } from '../share.ts';
import { same } from './config-diff.ts';
import { readValue } from './values.ts';

/** The part of a configuration that is edited and saved together. */
export function targetingOf({ enabled, offVariant, rules, fallthrough }: Targeting): Targeting {
  return { enabled, offVariant, rules, fallthrough };
}

export function newRule(variant: string): Rule {
  return { id: randomId(), clauses: [newClause()], serve: { variant } };
}

export function newClause(): Clause {
  return { attribute: '', operator: 'in', values: [] };
}

export function move<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(to, 0, item);
  return next;
}

export function replace<T>(list: readonly T[], index: number, item: T): T[] {
  return list.map((one, place) => (place === index ? item : one));
}

export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_one, place) => place !== index);
}

/** As it is saved: nothing in it that only says what holds anyway. */
export function normalise(targeting: Targeting): Targeting {
  return {
    ...targetingOf(targeting),
    rules: targeting.rules.map(({ id, description, clauses, serve }) => ({
      id,
      ...(description?.trim() ? { description: description.trim() } : {}),
      clauses: clauses.map(normaliseClause),
      serve: normaliseServe(serve),
    })),
    fallthrough: normaliseServe(targeting.fallthrough),
  };
}

export function normaliseClause({ attribute, operator, values, negate }: Clause): Clause {
  return {
    attribute: operator === 'inSegment' ? 'targetingKey' : attribute.trim(),
    operator,
    values: operator === 'in' ? values : values.map((value) => readValue(operator, String(value))),
    ...(negate ? { negate } : {}),
  };
}

function normaliseServe({ variant, split, share, bucketBy, hashing }: Serve): Serve {
  return {
    ...(split ? { split } : variant === undefined ? {} : { variant }),
    ...(share !== undefined && share < EVERYONE ? { share } : {}),
    ...(bucketBy?.trim() && bucketBy.trim() !== 'targetingKey' ? { bucketBy: bucketBy.trim() } : {}),
    ...(hashing ? { hashing } : {}),
  };
}

export interface Rebased {
  targeting: Targeting;
  /** What both changed: there the own edit stands, and the review shows what it replaces. */
  both: (keyof Targeting)[];
}

/** Own edits, made from `base`, on top of what somebody else saved meanwhile. */
export function rebase(base: Targeting, mine: Targeting, theirs: Targeting): Rebased {
  const both: (keyof Targeting)[] = [];
  function pick<Key extends keyof Targeting>(key: Key): Targeting[Key] {
    if (same(mine[key], base[key])) return theirs[key];
    if (!same(theirs[key], base[key]) && !same(theirs[key], mine[key])) both.push(key);
    return mine[key];
  }
  return {
    targeting: {
      enabled: pick('enabled'),
      offVariant: pick('offVariant'),
      rules: pick('rules'),
      fallthrough: pick('fallthrough'),
    },
    both,
  };
}
