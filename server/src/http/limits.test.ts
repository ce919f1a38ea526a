import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LIMITS } from './schema.ts';

it.each(Object.entries(LIMITS))('names the limit %s (%i) in docs/limits.md', (_, limit) => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/limits.md'), 'utf8');
  expect(page).toMatch(new RegExp(`(?<![\\d,])${limit.toLocaleString('en')}(?![\\d,]*\\d)`));
});
