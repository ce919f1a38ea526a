import { rulesetPayload, wireFlag } from '../../../core/src/sync/fixtures.ts';
import { seal } from '../../../core/src/sync/sealed.ts';
import { fileCache } from '../../../sdk-node/src/file-cache.ts';

/**
 * Keeps one ruleset after the other in the file given, until it is killed. Says each revision on stdout once it is kept,
 * and no sooner. Flag `even` is on in even revisions.
 */

const [file = '', url = '', sdkKey = ''] = process.argv.slice(2);
const cache = fileCache(file, {
  url,
  sdkKey,
  warn(message, thrown) {
    throw new Error(message + String(thrown));
  },
});
const filler = Array.from({ length: 200 }, (_, i) => wireFlag(`flag-${i}`, 1));

for (let revision = 2; ; revision++) {
  const flags = [wireFlag('even', revision, revision % 2 === 0), ...filler];
  cache.save(seal(JSON.stringify(rulesetPayload(revision, flags))));
  await cache.idle();
  process.stdout.write(`${revision}\n`);
}
