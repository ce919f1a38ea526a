import { openStore } from '../../../server/src/store/index.ts';
import type { Change } from '../../../server/src/store/model.ts';
import { ada, config, configureFlag, segment, writeSegment } from '../../store/shop.ts';

/**
 * Commits to the store at the address given until it is killed, several commits at a time. Says each sequence on stdout
 * once the store has acknowledged it, and no sooner.
 */

const [url = '', seed = ''] = process.argv.slice(2);
const store = await openStore(url, {
  onError: (error) => {
    throw error;
  },
});

/** The text of a change is found again in the row and in the log entry: that is how the test knows that they belong together. */
function nextChange(mark: string): Change {
  const flag = configureFlag('checkout', { ...config, offVariant: mark });
  const both = [...flag.writes, ...writeSegment('beta', { ...segment, description: mark }).writes];
  return { ...flag, comment: mark, writes: both };
}

async function writeOn(writer: number): Promise<never> {
  for (let n = 1; ; n++) {
    const { sequence } = await store.commit(nextChange(`${seed}.${writer}.${n}`), ada);
    process.stdout.write(`${sequence}\n`);
  }
}

await Promise.all([1, 2, 3].map(writeOn));
