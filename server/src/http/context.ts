import { z } from '@hono/zod-openapi';
import type { EvaluationContext } from '@signalbox/core/evaluator';
import { LIMITS } from './schema.ts';

/**
 * An evaluation context as JSON brings it: any object that is not nested too deep. It is handed on as it came, without
 * copying, so that a name such as `__proto__` in it stays a name and does nothing.
 */
export const contextSchema = z
  .custom<EvaluationContext>(isObject, 'must be an object, such as {"targetingKey": "customer-42"}')
  .refine((context) => isWithin(context, LIMITS.contextDepth), {
    error: `is nested deeper than ${LIMITS.contextDepth} levels`,
  })
  .openapi('EvaluationContext', {
    description:
      'Facts about whom or what is asked for. `targetingKey` identifies it; all else is up to you.',
    type: 'object',
    additionalProperties: true,
    properties: { targetingKey: { type: 'string' } },
    example: { targetingKey: 'customer-42', country: 'AT' },
  });

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether at most so many lists and objects stand inside one another. */
function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isWithin(part, levels - 1));
}
