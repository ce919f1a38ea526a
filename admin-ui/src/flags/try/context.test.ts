import { expect, test } from 'vitest';
import { draftOf, inMode, readDraft } from './context-draft.ts';
import { contextOf, rowsOf } from './context-rows.ts';

const context = {
  targetingKey: 'customer-42',
  age: 41.5,
  beta: false,
  organization: { id: 'acme', plan: { name: 'team', seats: 5 } },
  roles: ['admin', 'owner'],
  nothing: null,
  empty: {},
  odd: { 'a.b': 1 },
};

test('every context can be shown as rows and read back as it was', () => {
  const rows = rowsOf(context);
  expect(rows.map(({ path, type }) => `${path} ${type}`)).toEqual([
    'targetingKey text',
    'age number',
    'beta boolean',
    'organization.id text',
    'organization.plan.name text',
    'organization.plan.seats number',
    'roles json',
    'nothing json',
    'empty json',
    'odd json',
  ]);
  expect(contextOf(rows)).toEqual({ context, errors: {} });
});

test('rows that cannot be meant are named', () => {
  const row = (path: string, type: 'text' | 'number' | 'json' | 'boolean', value: string) => ({
    id: `${path}:${value}`,
    path,
    type,
    value,
  });
  const { errors } = contextOf([
    row('age', 'number', 'ten'),
    row('plan', 'text', 'pro'),
    row('plan', 'text', 'team'),
    row('plan.name', 'text', 'pro'),
    row('a..b', 'text', 'x'),
    row('', 'text', 'x'),
    row('', 'text', ''),
    row('roles', 'json', '[1,'),
    row('__proto__.x', 'text', 'y'),
    row('constructor', 'text', 'fine'),
  ]);
  expect(Object.keys(errors)).toEqual([
    'age:ten',
    'plan:team',
    'plan.name:pro',
    'a..b:x',
    ':x',
    'roles:[1,',
    '__proto__.x:y',
  ]);
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});

test('what is written as JSON is the same as fields, and the other way round', () => {
  const fields = draftOf({ targetingKey: 'a', plan: 'pro' });
  const json = inMode(fields, 'json');
  expect(json).toEqual({ mode: 'json', text: '{\n  "targetingKey": "a",\n  "plan": "pro"\n}' });
  expect(readDraft(inMode(json, 'fields'))).toEqual(readDraft(fields));
});

test('JSON that is no object is no context, and stays as it was typed', () => {
  for (const text of ['[1]', '"a"', 'null', '{"a":']) {
    const draft = { mode: 'json' as const, text };
    expect(readDraft(draft).context).toBeUndefined();
    expect(readDraft(draft).errors['json']).toContain('not a JSON object');
    expect(inMode(draft, 'fields')).toBe(draft);
  }
});
