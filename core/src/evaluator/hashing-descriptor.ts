import type { Hashing } from './model.ts';

/**
 * All that another implementation needs to put a unit into the same bucket. What the fields mean, and what other
 * services do: docs/decisions/bucketing.md.
 */
export interface HashingDescriptor {
  readonly name: Hashing;
  readonly algorithm: 'murmur3-x86-32';
  readonly version: number;
  readonly seed: number;
  readonly salt: 'flag';
  /** In this order, joined by nothing. */
  readonly parts: readonly ('salt' | 'purpose' | 'unit')[];
  readonly purposes: { readonly exposure: string; readonly variant: string };
  readonly encoding: 'utf-8';
  readonly modulus: number;
  /** floor(hash × modulus / 2^32). */
  readonly scaling: 'multiply';
  readonly comparison: 'less-than';
  readonly variantOrder: 'as-listed';
  readonly overflow: 'refused';
  readonly missingUnit: 'error';
}

export const SIGNALBOX_1: HashingDescriptor = {
  name: 'signalbox-1',
  algorithm: 'murmur3-x86-32',
  version: 1,
  seed: 0,
  salt: 'flag',
  parts: ['salt', 'purpose', 'unit'],
  purposes: { exposure: 'exp:', variant: 'var:' },
  encoding: 'utf-8',
  modulus: 100_000,
  scaling: 'multiply',
  comparison: 'less-than',
  variantOrder: 'as-listed',
  overflow: 'refused',
  missingUnit: 'error',
};
