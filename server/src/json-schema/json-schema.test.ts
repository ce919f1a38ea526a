import type { JsonValue } from '@signalbox/core/evaluator';
import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../store/model.ts';
import { checkJsonSchema } from './index.ts';

const BANNER: JsonSchema = {
  type: 'object',
  required: ['title'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', maxLength: 20, pattern: '^[A-Z]' },
    links: { type: 'array', items: { $ref: '#/$defs/link' }, uniqueItems: true },
  },
  $defs: { link: { type: 'object', properties: { url: { type: 'string', format: 'uri' } } } },
};

const check = (jsonSchema: JsonSchema, ...values: JsonValue[]) =>
  checkJsonSchema({
    jsonSchema,
    valueType: 'json',
    variants: values.map((value, index) => ({ name: `v${index}`, value })),
  });

describe('variants', () => {
  test('that satisfy it are fine', async () => {
    expect(await check(BANNER, { title: 'Hello' }, { title: 'Hi', links: [{ url: 'not checked' }] })).toEqual(
      [],
    );
  });

  test('that do not are each named, with the way to what is wrong', async () => {
    const found = await check(
      BANNER,
      { title: 'Hello' },
      { title: 'hello' },
      {
        title: 'Hi',
        links: [{ url: 'a' }, { url: 7 }],
      },
      { title: 'Hi', size: 1 },
    );
    expect(found).toEqual([
      {
        field: 'variants.1.value.title',
        problem: 'variant "v1" does not satisfy the JSON Schema: it must match pattern "^[A-Z]"',
        remedy: 'Correct the value, or change the JSON Schema.',
      },
      expect.objectContaining({
        field: 'variants.2.value.links.1.url',
        problem: 'variant "v2" does not satisfy the JSON Schema: it must be string',
      }),
      expect.objectContaining({
        field: 'variants.3.value',
        problem:
          'variant "v3" does not satisfy the JSON Schema: it must NOT have additional properties "size"',
      }),
    ]);
  });

  test('are read as the edition says that the schema names', async () => {
    const tuple = (dialect: string) => ({
      $schema: dialect,
      type: 'array',
      items: [{ type: 'string' }, { type: 'number' }],
    });
    expect(await check(tuple('http://json-schema.org/draft-07/schema#'), ['a', 1])).toEqual([]);
    expect(await check(tuple('http://json-schema.org/draft-07/schema#'), ['a', 'b'])).toMatchObject([
      { field: 'variants.0.value.1' },
    ]);
    expect(await check(tuple('https://json-schema.org/draft/2020-12/schema'), ['a', 1])).toMatchObject([
      { field: 'jsonSchema.items' },
    ]);
  });
});

describe('a JSON Schema', () => {
  test.each<[string, JsonSchema, string, RegExp]>([
    ['with a type that there is not', { type: 'text' }, 'jsonSchema.type', /no valid JSON Schema/],
    [
      'with a bound that is no number',
      { properties: { a: { minimum: '5' } } },
      'jsonSchema.properties.a.minimum',
      /must be number/,
    ],
    [
      'with a misspelt keyword',
      { type: 'object', propertys: {} },
      'jsonSchema',
      /unknown keyword: "propertys"/,
    ],
    ['that refers to nothing', { $ref: '#/$defs/none' }, 'jsonSchema', /can't resolve reference/],
    [
      'that refers to the network',
      { items: { $ref: 'https://example.com/a.json' } },
      'jsonSchema.items.$ref',
      /another document/,
    ],
    [
      'that refers to a file',
      { anyOf: [{}, { $ref: 'file:///etc/passwd' }] },
      'jsonSchema.anyOf.1.$ref',
      /another document/,
    ],
    [
      'with an address of its own',
      { $defs: { a: { $id: 'https://example.com/a' } } },
      'jsonSchema.$defs.a.$id',
      /makes a document/,
    ],
    ['of an unknown edition', { $schema: 'https://example.com/meta' }, 'jsonSchema.$schema', /no edition/],
    [
      'with a pattern that hangs',
      { properties: { const: { pattern: '^(a+)+$' } } },
      'jsonSchema.properties.const.pattern',
      /"\^\(a\+\)\+\$" takes more/,
    ],
    [
      'with a name that hangs',
      { patternProperties: { '(a*)*$': true } },
      'jsonSchema.patternProperties',
      /takes more/,
    ],
    [
      'with a pattern that is none',
      { not: { pattern: '[' } },
      'jsonSchema.not.pattern',
      /no regular expression/,
    ],
    [
      'with too many patterns',
      { allOf: Array.from({ length: 51 }, (_, i) => ({ pattern: `^${i}` })) },
      'jsonSchema',
      /has 51 regular expressions; 50 is the most/,
    ],
    [
      'that is too large',
      { description: 'x'.repeat(65_536) },
      'jsonSchema',
      /has 65554 bytes; 65536 is the most/,
    ],
    [
      'that is too deep',
      JSON.parse(`${'{"not":'.repeat(33)}{}${'}'.repeat(33)}`),
      'jsonSchema',
      /deeper than 32/,
    ],
    [
      'with a name that every object has',
      { properties: JSON.parse('{"__proto__":{}}') },
      'jsonSchema',
      /reserved name/,
    ],
  ])('%s is refused', async (_what, schema, field, problem) => {
    const [found] = await check(schema, 'a');
    expect(found?.field).toBe(field);
    expect(found?.problem).toMatch(problem);
    expect(found?.remedy).toMatch(/\S.*\.$/);
  });

  test('may speak of patterns where none is meant', async () => {
    expect(
      await check({ enum: [{ pattern: '(a+)+$' }], default: { pattern: '(' } }, { pattern: '(a+)+$' }),
    ).toEqual([]);
  });

  test('that would take for ever is given up', async () => {
    // Each level asks the next one twice: 2^30 questions about one value.
    const $defs = Object.fromEntries(
      Array.from({ length: 30 }, (_, level) => {
        const next = { $ref: `#/$defs/l${level + 1}` };
        return [`l${level}`, { allOf: [next, next] }];
      }),
    );
    const schema = { $ref: '#/$defs/l0', $defs: { ...$defs, l30: { type: 'string' } } };
    const variants = [{ name: 'a', value: 'a' }];
    const found = await checkJsonSchema({ jsonSchema: schema, valueType: 'json', variants }, 1_000);
    expect(found).toMatchObject([{ field: 'jsonSchema', problem: expect.stringMatching(/takes too long/) }]);
  });

  test('may say where it is published', async () => {
    const schema = { ...BANNER, $id: 'https://example.com/banner.json', title: 'Banner' };
    expect(await check(schema, { title: 'Hi' })).toEqual([]);
  });

  test('is for json flags', async () => {
    const variants = [{ name: 'on', value: true }];
    expect(await checkJsonSchema({ jsonSchema: {}, valueType: 'boolean', variants })).toMatchObject([
      { field: 'jsonSchema', problem: 'a boolean flag has no JSON Schema' },
    ]);
    expect(await checkJsonSchema({ valueType: 'boolean', variants })).toEqual([]);
  });
});
