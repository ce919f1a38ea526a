import type { EvaluationContext } from '@signalbox/core/evaluator';
import { invalid } from '../http/problem.ts';
import { LIMITS } from '../http/schema.ts';

/** Where a body may be larger than a context. Not in the schema: it must be known first not to be nested too deep. */
export function demandSmall(context: EvaluationContext): void {
  const bytes = Buffer.byteLength(JSON.stringify(context));
  if (bytes <= LIMITS.contextBytes) return;
  throw invalid([
    {
      field: 'context',
      problem: `has ${bytes} bytes; ${LIMITS.contextBytes} is the most`,
      remedy: 'Send only the attributes that rules ask for.',
    },
  ]);
}
