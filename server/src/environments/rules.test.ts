import { describe, expect, test } from 'vitest';
import type { Environment } from '../store/model.ts';
import { nextPosition, sourceFor } from './rules.ts';

const environment = (key: string, position: number): Environment => ({
  key,
  position,
  project: 'shop',
  name: key,
  production: false,
  color: 'gray',
  epoch: 'e',
  revision: 0,
  createdAt: 0,
});

const all = [environment('development', 0), environment('staging', 1), environment('production', 2)];

describe('a new environment', () => {
  test.each([
    ['between staging and production', 1, 'staging'],
    ['after all others', 9, 'production'],
  ])('%s starts with the rules of the one before it', (_where, position, source) => {
    expect(sourceFor(position, all)?.key).toBe(source);
  });

  test('before all others starts with the rules of the first', () => {
    expect(sourceFor(0, [environment('staging', 5)])?.key).toBe('staging');
  });

  test('comes last unless it says where', () => {
    expect(nextPosition(all)).toBe(3);
    expect(nextPosition([])).toBe(0);
  });
});
