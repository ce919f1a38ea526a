import { readAttribute } from './attributes.ts';
import { unitOf, WHOLE } from './bucketing.ts';
import type { ServeStep } from './explanation.ts';
import type { EvaluationContext, Serve } from './model.ts';
import type { Outcome } from './outcome.ts';
import type { ServePlan } from './serve.ts';

/** What a rule or the fallthrough makes of the unit. */
export function serveStep(
  serve: Serve,
  plan: ServePlan,
  context: EvaluationContext,
  outcome: Outcome | undefined,
): ServeStep {
  const { bucketBy = 'targetingKey' } = serve;
  const { whole, share, buckets, parts } = plan;
  const hashes = !whole && share > 0;
  const unit = hashes ? unitOf(readAttribute(plan.bucketBy, context)) : undefined;
  const exposure = unit !== undefined && share < WHOLE ? buckets.exposure(unit) : 0;
  const inside = exposure < share;
  const isSplit = unit !== undefined && inside && parts.length > 1;
  return {
    serve,
    unitAttribute: hashes ? bucketBy : null,
    unit: unit ?? null,
    share: unit !== undefined && share < WHOLE ? { bucket: exposure, limit: share, inside } : null,
    split: isSplit ? { bucket: buckets.variant(unit) } : null,
    variant: outcome?.variant ?? null,
  };
}
