import { expect, test } from 'vitest';
import type { Audience } from '../../server/src/delivery/index.ts';
import { expectPatchesToEqualPuts } from './patch-equals-put.ts';

test.each<Audience>(['server', 'client'])(
  'for %s keys a patch from any revision leads to exactly what a put would have brought',
  async (audience) => {
    expect(await expectPatchesToEqualPuts(audience, 40, 12)).toBeGreaterThan(40);
  },
  120_000,
);
