import type { LIMITS, Problem } from '../../../server/src/http/schema.ts';
import type { Answer } from '../test-app.ts';
import { clause, many, rule, type Sender } from './sender.ts';

const text = (length: number) => 'a'.repeat(length);

/** So many levels around something. */
const nested = (levels: number, around: (inner: object) => object, inner: object): object =>
  levels === 0 ? inner : around(nested(levels - 1, around, inner));

export interface Limit {
  name: keyof typeof LIMITS;
  /** That the refusal names. */
  field: string;
  /** Sends something of that size. */
  send(size: number, sender: Sender): Promise<Answer<Problem>>;
  /** The refusal says the limit, but not by how much it is passed. */
  uncounted?: true;
}

const GROUPS = 'rules.0.clauses.0.all.0.all.0.all.0.all.0.all.0';

export const SIZES: readonly Limit[] = [
  { name: 'keyLength', field: 'key', send: (n, { createFlag }) => createFlag({ key: text(n) }) },
  { name: 'nameLength', field: 'owner', send: (n, { createFlag }) => createFlag({ owner: text(n) }) },
  {
    name: 'nameLength',
    field: 'rules.0.description',
    send: (n, { configure }) => configure(rule({ description: text(n) })),
  },
  {
    name: 'descriptionLength',
    field: 'description',
    send: (n, { createFlag }) => createFlag({ description: text(n) }),
  },
  { name: 'commentLength', field: 'comment', send: (n, { createFlag }) => createFlag({ comment: text(n) }) },
  { name: 'tags', field: 'tags', send: (n, { createFlag }) => createFlag({ tags: many(n, (i) => `t${i}`) }) },
  { name: 'tagLength', field: 'tags.0', send: (n, { createFlag }) => createFlag({ tags: [text(n)] }) },
  {
    name: 'urlLength',
    field: 'runbookUrl',
    send: (n, { createFlag }) => createFlag({ runbookUrl: 'https://example.com/'.padEnd(n, 'a') }),
  },
  {
    name: 'variants',
    field: 'variants',
    send: (n, { createJsonFlag }) =>
      createJsonFlag({ variants: many(n, (i) => ({ name: `v${i}`, value: i })) }),
  },
  {
    name: 'variantBytes',
    field: 'variants.0.value',
    send: (n, { createJsonFlag }) => createJsonFlag({ variants: [{ name: 'a', value: text(n - 2) }] }),
  },
  {
    name: 'variantDepth',
    field: 'variants.0.value',
    send: (n, { createJsonFlag }) =>
      createJsonFlag({ variants: [{ name: 'a', value: nested(n - 1, (inner) => [inner], {}) }] }),
    uncounted: true,
  },
  {
    name: 'jsonSchemaBytes',
    field: 'jsonSchema',
    send: (n, { createJsonFlag }) =>
      createJsonFlag({ jsonSchema: { title: text(n - '{"title":""}'.length) } }),
  },
  {
    name: 'jsonSchemaDepth',
    field: 'jsonSchema',
    send: (n, { createJsonFlag }) =>
      createJsonFlag({ jsonSchema: nested(n - 1, (inner) => ({ additionalProperties: inner }), {}) }),
    uncounted: true,
  },
  {
    name: 'rules',
    field: 'rules',
    send: (n, { configure }) => configure(...many(n, (i) => rule({ id: `r${i}` }))),
  },
  {
    name: 'rules',
    field: 'rules',
    send: (n, { createSegment }) =>
      createSegment({ rules: many(n, (i) => ({ id: `r${i}`, clauses: [clause()] })) }),
  },
  {
    name: 'clauses',
    field: 'rules.0.clauses',
    send: (n, { configure }) => configure(rule({ clauses: many(n, () => clause()) })),
  },
  {
    name: 'clauses',
    field: 'rules.0.clauses',
    send: (n, { configure }) =>
      configure(rule({ clauses: [clause(), { any: [clause(), { none: many(n - 2, () => clause()) }] }] })),
  },
  {
    name: 'groupDepth',
    field: GROUPS,
    send: (n, { configure }) =>
      configure(rule({ clauses: [nested(n, (inner) => ({ all: [inner] }), clause())] })),
    uncounted: true,
  },
  {
    name: 'attributeLength',
    field: 'rules.0.clauses.0.attribute',
    send: (n, { configure }) => configure(rule({ clauses: [clause({ attribute: text(n) })] })),
  },
  {
    name: 'clauseValues',
    field: 'rules.0.clauses.0.values',
    send: (n, { configure }) => configure(rule({ clauses: [clause({ values: many(n, (i) => i) })] })),
  },
  {
    name: 'valueLength',
    field: 'rules.0.clauses.0.values.1',
    send: (n, { configure }) => configure(rule({ clauses: [clause({ values: ['x', text(n)] })] })),
  },
  {
    name: 'valueLength',
    field: 'excluded.0',
    send: (n, { createSegment }) => createSegment({ excluded: [text(n)] }),
  },
  {
    name: 'patterns',
    field: 'rules',
    send: (n, { configure }) =>
      configure(rule({ clauses: [clause({ operator: 'matches', values: many(n, (i) => `^${i}`) })] })),
  },
  {
    name: 'patterns',
    field: 'jsonSchema',
    send: (n, { createJsonFlag }) =>
      createJsonFlag({ jsonSchema: { allOf: many(n, (i) => ({ pattern: `^${i}` })) } }),
  },
  {
    name: 'segmentKeys',
    field: 'included',
    send: (n, { createSegment }) => createSegment({ included: many(n, (i) => `customer-${i}`) }),
  },
];
