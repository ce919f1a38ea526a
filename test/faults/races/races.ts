import { expectPatchesToEqualPuts } from '../../delivery/patch-equals-put.ts';
import type { Fault, Figures, Surroundings } from '../fault.ts';
import { interleavings } from './interleavings.ts';

const LONGEST = 40;
const RUNS_AT_ONCE = 20;

async function patchAll(count: number, { say }: Surroundings): Promise<Figures> {
  let changes = 0;
  while (changes < count) {
    changes += await expectPatchesToEqualPuts('server', RUNS_AT_ONCE, LONGEST);
    changes += await expectPatchesToEqualPuts('client', RUNS_AT_ONCE, LONGEST);
    say(`    ${changes} of ${count}`);
  }
  return { changes };
}

export const races: Fault = {
  number: 2,
  title: 'Races of connections and changes',
  checks: [
    interleavings,
    {
      name: 'a patch from any revision leads to what a put would have brought',
      // test/delivery/patch-equals-put.test.ts runs it.
      reduced: 0,
      full: 100_000,
      run: patchAll,
    },
  ],
};
