import { z } from '@hono/zod-openapi';
import type { FlagMetadata } from '@signalbox/core/evaluator';
import { LIMITS, RESERVED_NAMES } from '../http/schema.ts';

/** Names under which answers say how they came about. An entry of the owners' under one of them would be lost. */
const OURS: ReadonlySet<string> = new Set(['ruleId', 'prerequisite', 'reason']);

const nameSchema = z
  .string()
  .min(1, 'must have a name')
  .max(LIMITS.metadataNameLength, `has a name of more than ${LIMITS.metadataNameLength} characters`)
  .regex(/^\P{Cc}*$/u, 'must not have control characters in its name')
  .refine((name) => name === name.trim(), 'must not have blanks around its name')
  .refine((name) => !RESERVED_NAMES.has(name), 'has a reserved name: __proto__, constructor or prototype')
  .refine((name) => !OURS.has(name), `has a name that answers use themselves: ${[...OURS].join(', ')}`);

const valueSchema = z.union([z.string().max(LIMITS.metadataValueLength), z.number(), z.boolean()]);

/**
 * OpenFeature's flag metadata (specification 1.4.14): strings, numbers and booleans by name. Not `z.record`, which
 * passes over `__proto__` without a word, and names an unfit entry by no path.
 */
export const metadataSchema = z
  .custom<FlagMetadata>(isObject, 'must be an object, such as {"team": "payments"}')
  .transform((metadata, context): FlagMetadata => {
    const entries = Object.entries(metadata);
    if (entries.length > LIMITS.metadata) {
      context.addIssue(`has ${entries.length} entries; ${LIMITS.metadata} is the most`);
      return z.NEVER;
    }
    return Object.fromEntries(entries.map(([name, value]) => [name, checked(name, value, context)]));
  })
  .openapi('FlagMetadata', {
    description:
      'Comes with every answer of the flag, beside ruleId, prerequisite and reason; whoever has a key can read it. ' +
      'Replaced as a whole, {} for none.',
    type: 'object',
    additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    example: { team: 'payments', tier: 1, 'on-call': true },
  });

function checked(name: string, value: unknown, context: z.RefinementCtx): FlagMetadata[string] {
  const path = [name.slice(0, LIMITS.metadataNameLength)];
  const named = nameSchema.safeParse(name);
  const read = valueSchema.safeParse(value);
  const issues = [...(named.error?.issues ?? []), ...(read.error?.issues ?? [])];
  for (const { input: _, ...issue } of issues) context.addIssue({ ...issue, path });
  return read.data ?? z.NEVER;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
