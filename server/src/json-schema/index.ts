import type { FieldProblem } from '../http/problem.ts';
import { checkJson } from '../http/json.ts';
import { LIMITS } from '../http/schema.ts';
import { checkPattern } from '../patterns/index.ts';
import type { FlagDefinition, JsonSchema } from '../store/model.ts';
import { ask } from './ask.ts';
import { subschemasOf, type Subschema } from './keywords.ts';
import type { Draft } from './question.ts';

type Definition = Pick<FlagDefinition, 'jsonSchema' | 'valueType' | 'variants'>;

/** Far more than any schema needs that is meant to be useful. */
const MAX_MS = 5_000;

/** What is wrong with a flag's JSON Schema, or with variants that do not satisfy it. */
export async function checkJsonSchema(definition: Definition, maxMs = MAX_MS): Promise<FieldProblem[]> {
  const { jsonSchema, valueType, variants } = definition;
  if (!jsonSchema) return [];
  if (valueType !== 'json') {
    return [
      {
        field: 'jsonSchema',
        problem: `a ${valueType} flag has no JSON Schema`,
        remedy: 'Leave it out, or make it a json flag.',
      },
    ];
  }
  const odd = checkJson(jsonSchema, { depth: LIMITS.jsonSchemaDepth, bytes: LIMITS.jsonSchemaBytes });
  if (odd) return [{ field: 'jsonSchema', ...odd }];
  const draft = draftOf(jsonSchema);
  if (!draft) {
    return [
      {
        field: 'jsonSchema.$schema',
        problem: `${JSON.stringify(jsonSchema['$schema'])} is no edition of JSON Schema that is known here`,
        remedy: 'Leave it out for draft 2020-12, or send "http://json-schema.org/draft-07/schema#".',
      },
    ];
  }
  const subschemas = subschemasOf(jsonSchema, 'jsonSchema');
  const problems = [...checkReferences(subschemas), ...(await checkSchemaPatterns(subschemas))];
  if (problems.length > 0) return problems;
  return checkValues(
    jsonSchema,
    draft,
    variants.map(({ name, value }, index) => ({ name, value, field: `variants.${index}.value` })),
    maxMs,
  );
}

const DRAFTS: ReadonlyMap<unknown, Draft> = new Map<unknown, Draft>([
  [undefined, '2020-12'],
  ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
  ['http://json-schema.org/draft-07/schema#', '07'],
  ['http://json-schema.org/draft-07/schema', '07'],
]);

function draftOf(schema: JsonSchema): Draft | undefined {
  return DRAFTS.get(schema['$schema']);
}

/** Nothing is fetched from anywhere. */
function checkReferences(subschemas: readonly Subschema[]): FieldProblem[] {
  const remedy = 'Put everything into this schema, under $defs, and refer to it as "#/$defs/…".';
  return subschemas.flatMap(({ schema, field }, index) => {
    const problems = ['$ref', '$dynamicRef'].flatMap((keyword) => {
      const reference = schema[keyword];
      if (reference === undefined || (typeof reference === 'string' && reference.startsWith('#'))) return [];
      return [{ field: `${field}.${keyword}`, problem: 'refers to another document', remedy }];
    });
    // The first is the whole schema: its own address changes nothing.
    if (index > 0 && schema['$id'] !== undefined) {
      problems.push({ field: `${field}.$id`, problem: 'makes a document of a part', remedy });
    }
    return problems;
  });
}

/** Regular expressions in a schema are used on every variant, so they are held to what clauses are held to. */
async function checkSchemaPatterns(subschemas: readonly Subschema[]): Promise<FieldProblem[]> {
  const patterns = subschemas.flatMap(({ schema, field }) => {
    const { pattern, patternProperties } = schema;
    const names = typeof patternProperties === 'object' ? Object.keys(patternProperties ?? {}) : [];
    return [
      ...(typeof pattern === 'string' ? [{ pattern, field: `${field}.pattern` }] : []),
      ...names.map((name) => ({ pattern: name, field: `${field}.patternProperties` })),
    ];
  });
  if (patterns.length > LIMITS.patterns) {
    return [
      {
        field: 'jsonSchema',
        problem: `has ${patterns.length} regular expressions; ${LIMITS.patterns} is the most`,
        remedy: 'Join some with "|", or put one under $defs and refer to it.',
      },
    ];
  }
  const problems: FieldProblem[] = [];
  for (const { pattern, field } of patterns) {
    const found = await checkPattern(pattern, { ignoreCase: false });
    if (found) problems.push({ field, ...found, problem: `${JSON.stringify(pattern)} ${found.problem}` });
  }
  return problems;
}

interface NamedValue {
  name: string;
  value: FlagDefinition['variants'][number]['value'];
  field: string;
}

async function checkValues(
  schema: JsonSchema,
  draft: Draft,
  variants: readonly NamedValue[],
  maxMs: number,
): Promise<FieldProblem[]> {
  const findings = await ask({ schema, draft, values: variants.map(({ value }) => value) }, maxMs);
  if (!findings) {
    return [
      {
        field: 'jsonSchema',
        problem: 'takes too long to check the variants with',
        remedy: 'Make it simpler: fewer references inside one another, no uniqueItems on long lists.',
      },
    ];
  }
  const inSchema = findings.schema.map(({ path, message }) => ({
    field: `jsonSchema${fieldOf(path)}`,
    problem: `is no valid JSON Schema: ${message}`,
    remedy: 'Correct it, or check how its keyword is spelt.',
  }));
  return [
    ...inSchema,
    ...variants.flatMap(({ name, field }, index) =>
      (findings.values[index] ?? []).map(({ path, message }) => ({
        field: field + fieldOf(path),
        problem: `variant "${name}" does not satisfy the JSON Schema: it ${message}`,
        remedy: 'Correct the value, or change the JSON Schema.',
      })),
    ),
  ];
}

/** `/items/0` as fields are named elsewhere: `.items.0` (RFC 6901). */
function fieldOf(pointer: string): string {
  return pointer.replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}
