import { z } from '@hono/zod-openapi';
import { OPERATORS, type Condition, type Group } from '@signalbox/core/evaluator';
import { LIMITS, longList, RESERVED_NAMES } from '../http/schema.ts';

/** A path into the evaluation context. */
export const attributeSchema = z
  .string()
  .min(1, 'must not be empty')
  .max(LIMITS.attributeLength)
  .regex(/^[^.\s]+(\.[^.\s]+)*$/, 'must be a path such as country or organization.plan')
  .refine(
    (path) => !path.split('.').some((name) => RESERVED_NAMES.has(name)),
    'must not use the reserved names __proto__, constructor and prototype',
  );

function problemOfValue(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      if (value.length <= LIMITS.valueLength) return undefined;
      return `has ${value.length} characters; ${LIMITS.valueLength} is the most`;
    case 'number':
      // 1e999 is valid JSON and reads as Infinity.
      return Number.isFinite(value) ? undefined : 'is too large for a number';
    case 'boolean':
      return undefined;
    default:
      return 'is not a string, a number, true or false';
  }
}

/** Also in the API's description, under its name: conditions refer to it. */
export const clauseSchema = z
  .strictObject({
    attribute: attributeSchema.openapi({ description: 'Path into the context; targetingKey for inSegment.' }),
    operator: z.enum(OPERATORS),
    values: longList<string | number | boolean>(
      LIMITS.clauseValues,
      { type: ['string', 'number', 'boolean'], maxLength: LIMITS.valueLength },
      problemOfValue,
    ).openapi({
      description: 'Holds when any of them matches. None for exists, at least one for the others.',
    }),
    negate: z.boolean().exactOptional(),
    ignoreCase: z.boolean().exactOptional().openapi({
      description: 'For in, equals, contains, startsWith, endsWith and matches.',
    }),
  })
  .openapi('Clause');

const KINDS = ['all', 'any', 'none'] as const;

/**
 * Which of the two a condition is meant to be is seen from its fields, so that a mistake is named by its own path and
 * not as "none of the shapes". By depth, for nothing may be nested deeper than the stack is.
 */
function conditionShape(depth: number): z.ZodType<Condition, Condition> {
  const groupShape = depth < LIMITS.groupDepth ? groupSchema(depth + 1) : undefined;
  return z
    .custom<Condition>((value) => value !== undefined, 'is missing')
    .transform((value, context) => {
      const isGroup = typeof value === 'object' && value !== null && KINDS.some((kind) => kind in value);
      const shape: z.ZodType<Condition> | undefined = isGroup ? groupShape : clauseSchema;
      if (!shape) {
        context.addIssue(`is nested deeper than ${LIMITS.groupDepth} groups`);
        return z.NEVER;
      }
      const result = shape.safeParse(value);
      if (result.success) return result.data;
      for (const { input: _, ...issue } of result.error.issues) context.addIssue(issue);
      return z.NEVER;
    });
}

function groupSchema(depth: number): z.ZodType<Group> {
  const conditions = z
    .array(conditionShape(depth))
    .min(1, 'must not be empty')
    .max(LIMITS.clauses)
    .exactOptional();
  return z
    .strictObject({ all: conditions, any: conditions, none: conditions })
    .refine((group) => Object.keys(group).length === 1, 'must have exactly one of all, any and none');
}

const documentedList = {
  type: 'array' as const,
  items: { $ref: '#/components/schemas/Condition' },
  minItems: 1,
};

/** A clause, or a group of conditions. */
export const conditionSchema = conditionShape(0).openapi('Condition', {
  description: 'A clause, or a group: all, any or none of several conditions.',
  type: 'object',
  oneOf: [
    { $ref: '#/components/schemas/Clause' },
    ...KINDS.map((kind) => ({
      type: 'object' as const,
      properties: { [kind]: documentedList },
      required: [kind],
      additionalProperties: false,
    })),
  ],
});
