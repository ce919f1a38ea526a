import { bucketFrom, bucketPrefix, unitOf, WHOLE } from './bucketing.ts';
import { compilePath } from './clauses.ts';
import type { EvaluationContext, Reason, Serve } from './model.ts';
import type { Outcome } from './outcome.ts';

/** Makes the flag's outcome for a variant. @throws {Error} when the flag has no such variant. */
export type OutcomeOf = (variant: string, reason: Reason) => Outcome;

/** A compiled `Serve`: what is returned, or undefined for a unit outside the share. */
export type CompiledServe = (context: EvaluationContext) => Outcome | undefined;

/**
 * Compiles what a rule or the fallthrough serves.
 * @param whole the reason when one variant is served to everyone; by percentage it is SPLIT
 * @param missing the outcome for a context without the unit to bucket by
 */
export function compileServe(
  serve: Serve,
  salt: string,
  outcomeOf: OutcomeOf,
  whole: Reason,
  missing: Outcome,
): CompiledServe {
  checkHashing(serve, salt);
  const share = serve.share ?? WHOLE;
  const everyone = share >= WHOLE;
  if (serve.variant !== undefined && everyone) {
    const outcome = outcomeOf(serve.variant, whole);
    return () => outcome;
  }
  const choose = compileChoice(serve, salt, outcomeOf);
  const read = compilePath(serve.bucketBy ?? 'targetingKey');
  const exposure = bucketPrefix(salt, 'exp:');
  return (context) => {
    if (share <= 0) return undefined;
    const unit = unitOf(read(context));
    if (unit === undefined) return missing;
    if (!everyone && bucketFrom(exposure, unit) >= share) return undefined;
    return choose(unit);
  };
}

/** Which variant a unit inside the share gets. */
function compileChoice(serve: Serve, salt: string, outcomeOf: OutcomeOf): (unit: string) => Outcome {
  if (serve.variant !== undefined) {
    const outcome = outcomeOf(serve.variant, 'SPLIT');
    return () => outcome;
  }
  let limit = 0;
  const parts = (serve.split ?? []).map(({ variant, weight }) => {
    limit += weight;
    return { limit, outcome: outcomeOf(variant, 'SPLIT') };
  });
  const last = parts.at(-1)?.outcome;
  if (!last || limit !== WHOLE) throw new Error(`the weights of a split sum to ${limit}, not ${WHOLE}`);
  const prefix = bucketPrefix(salt, 'var:');
  return (unit) => {
    const at = bucketFrom(prefix, unit);
    for (const part of parts) if (at < part.limit) return part.outcome;
    return last;
  };
}

function checkHashing(serve: Serve, salt: string): void {
  const hashing = serve.hashing ?? 'signalbox-1';
  if (hashing !== 'signalbox-1') throw new Error(`unknown hashing "${String(hashing)}"`);
  if (!/^[\x20-\x7e]{8}$/.test(salt)) throw new Error('the salt must be 8 printable ASCII characters');
}
