import type { Rule, Serve } from '@signalbox/core/evaluator';
import { newClause, normaliseCondition } from '../../rules/conditions.ts';
import { randomId } from '../../ui/random-id.ts';
import { same } from '../../ui/same.ts';
import type { Targeting } from '../model.ts';
import { EVERYONE } from '../share.ts';

/** The part of a configuration that is edited and saved together. */
export function targetingOf({
  enabled,
  offVariant,
  prerequisites,
  rules,
  fallthrough,
}: Targeting): Targeting {
  return { enabled, offVariant, ...(prerequisites?.length ? { prerequisites } : {}), rules, fallthrough };
}

export function newRule(variant: string): Rule {
  return { id: randomId(), clauses: [newClause()], serve: { variant } };
}

/** As it is saved: nothing in it that only says what holds anyway. */
export function normalise(targeting: Targeting): Targeting {
  return {
    ...targetingOf(targeting),
    rules: targeting.rules.map(({ id, description, clauses, serve }) => ({
      id,
      ...(description?.trim() ? { description: description.trim() } : {}),
      clauses: clauses.map(normaliseCondition),
      serve: normaliseServe(serve),
    })),
    fallthrough: normaliseServe(targeting.fallthrough),
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
  const prerequisites = pick('prerequisites');
  return {
    targeting: {
      enabled: pick('enabled'),
      offVariant: pick('offVariant'),
      ...(prerequisites ? { prerequisites } : {}),
      rules: pick('rules'),
      fallthrough: pick('fallthrough'),
    },
    both,
  };
}
