import type { JsonValue } from '@signalbox/core/evaluator';
import type { JsonSchema } from '../store/model.ts';

/** A schema inside a schema, and where it stands: `jsonSchema.properties.name`. */
export interface Subschema {
  schema: JsonSchema;
  field: string;
}

/** Keywords whose value is a schema, or a list of schemas. */
const SCHEMAS = [
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'oneOf',
  'prefixItems',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
/** Keywords whose value names schemas. */
const NAMED_SCHEMAS = [
  '$defs',
  'definitions',
  'dependencies',
  'dependentSchemas',
  'patternProperties',
  'properties',
];

/** A schema and all schemas inside it. What stands in other places, such as `enum`, is no schema. */
export function subschemasOf(schema: JsonSchema, field: string): Subschema[] {
  const inside = (value: JsonValue | undefined, at: string): Subschema[] => {
    if (Array.isArray(value)) return value.flatMap((each, index) => inside(each, `${at}.${index}`));
    return isObject(value) ? subschemasOf(value, at) : [];
  };
  return [
    { schema, field },
    ...SCHEMAS.flatMap((keyword) => inside(schema[keyword], `${field}.${keyword}`)),
    ...NAMED_SCHEMAS.flatMap((keyword) => {
      const named = schema[keyword];
      if (!isObject(named)) return [];
      return Object.entries(named).flatMap(([name, value]) => inside(value, `${field}.${keyword}.${name}`));
    }),
  ];
}

function isObject(value: JsonValue | undefined): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
