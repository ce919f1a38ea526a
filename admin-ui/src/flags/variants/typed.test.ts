import { expect, test } from 'vitest';
import { readVariants, showVariants } from './typed.ts';

test('what is shown is read back', () => {
  const json = [
    { name: 'a', value: { limit: 3, names: ['x'] } },
    { name: 'b', value: null },
  ];
  expect(readVariants(showVariants(json), 'json')).toEqual({ variants: json, errors: {} });
  const text = [
    { name: 'a', value: '"quoted"' },
    { name: 'b', value: '' },
  ];
  expect(readVariants(showVariants(text), 'string')).toEqual({ variants: text, errors: {} });
});

test('problems are named by path', () => {
  const typed = [
    { id: '1', name: 'big', value: '10' },
    { id: '2', name: 'big', value: 'ten' },
    { id: '3', name: 'not so', value: 'true' },
  ];
  expect(Object.keys(readVariants(typed, 'number').errors)).toEqual([
    'variants.1.name',
    'variants.1.value',
    'variants.2.name',
    'variants.2.value',
  ]);
});
