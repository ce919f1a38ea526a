import { compileAttribute, readAttribute, type Attribute } from './attributes.ts';
import { unitOf, WHOLE } from './bucketing.ts';
import { bucketsOf, type Buckets } from './hashing.ts';
import type { EvaluationContext, Reason, Serve } from './model.ts';
import type { Outcome } from './outcome.ts';

/** Makes the flag's outcome for a variant. @throws {Error} when the flag has no such variant. */
export type OutcomeOf = (variant: string, reason: Reason) => Outcome;

/** A compiled `Serve`. */
export interface ServePlan {
  /** Served to everyone: nothing is hashed. */
  readonly whole: Outcome | undefined;
  readonly share: number;
  readonly bucketBy: Attribute;
  readonly buckets: Buckets;
  /** In order; a single one, for all, when a variant is served to a share. */
  readonly parts: readonly { readonly limit: number; readonly outcome: Outcome }[];
  /** For a context without the unit to bucket by. */
  readonly missing: Outcome;
}

/**
 * Compiles what a rule or the fallthrough serves.
 * @param whole the reason when one variant is served to everyone; by percentage it is SPLIT
 * @throws {Error} when it cannot be understood.
 */
export function compileServe(
  { variant, split = [], share = WHOLE, bucketBy = 'targetingKey', hashing = 'signalbox-1' }: Serve,
  salt: string,
  outcomeOf: OutcomeOf,
  whole: Reason,
  missing: Outcome,
): ServePlan {
  const single = variant !== undefined && share >= WHOLE;
  let limit = 0;
  const parts = (variant === undefined ? split : [{ variant, weight: WHOLE }]).map((part) => ({
    limit: (limit += part.weight),
    outcome: outcomeOf(part.variant, single ? whole : 'SPLIT'),
  }));
  if (limit !== WHOLE) throw new Error(`the weights sum to ${limit}, not ${WHOLE}`);
  return {
    whole: single ? parts[0]?.outcome : undefined,
    share,
    bucketBy: compileAttribute(bucketBy),
    buckets: bucketsOf(hashing, salt),
    parts,
    missing,
  };
}

/** What is served; undefined for a unit outside the share. */
export function serveTo(plan: ServePlan, context: EvaluationContext): Outcome | undefined {
  const { whole, share, buckets, parts } = plan;
  if (whole) return whole;
  if (share <= 0) return undefined;
  const unit = unitOf(readAttribute(plan.bucketBy, context));
  if (unit === undefined) return plan.missing;
  if (share < WHOLE && buckets.exposure(unit) >= share) return undefined;
  if (parts.length === 1) return parts[0]?.outcome;
  const bucket = buckets.variant(unit);
  for (const { limit, outcome } of parts) if (bucket < limit) return outcome;
  return undefined;
}
