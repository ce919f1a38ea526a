import { useState } from 'react';
import { insert, without } from './lists.ts';
import { randomId } from './random-id.ts';

/**
 * Keys for rows that have no name of their own, so that a half-typed field stays with its row when another one
 * goes. Tell it of each row that comes or goes; when the list changes otherwise, all rows are new.
 */
export function useRowKeys(count: number) {
  const [keys, setKeys] = useState(() => newKeys(count));
  const matching = keys.length === count ? keys : newKeys(count);
  if (matching !== keys) setKeys(matching);
  return {
    keys: matching,
    added: (index: number, many = 1) => setKeys(insert(matching, index, ...newKeys(many))),
    removed: (index: number) => setKeys(without(matching, index)),
  };
}

function newKeys(count: number): string[] {
  return Array.from({ length: count }, randomId);
}
