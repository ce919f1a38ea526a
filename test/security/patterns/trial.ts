import { parentPort } from 'node:worker_threads';
import { compileRuleset, evaluate, type Ruleset } from '@signalbox/core/evaluator';
import { checkPattern } from '../../../server/src/patterns/index.ts';
import { EVIL, textsFor, type Evil } from './evil.ts';

/** What came of trying an evil pattern. */
export interface Trial {
  pattern: string;
  /** Why it cannot be saved; undefined when it can. */
  refused: { problem: string; remedy: string } | undefined;
}

/** More than the evaluator compares, and just as much as it does. */
const LENGTHS = [1_000_000, 10_000];

function ruleset({ pattern, ignoreCase }: Evil): Ruleset {
  return {
    flags: [
      {
        key: 'evil',
        version: 1,
        valueType: 'boolean',
        variants: [
          { name: 'on', value: true },
          { name: 'off', value: false },
        ],
        enabled: true,
        offVariant: 'off',
        rules: [
          {
            id: 'rule',
            clauses: [{ attribute: 'text', operator: 'matches', values: [pattern], ignoreCase }],
            serve: { variant: 'on' },
          },
        ],
        fallthrough: { variant: 'off' },
        salt: 'saltsalt',
      },
    ],
    segments: [],
  };
}

/** Asks for it as an SDK does, and the engine itself as well. */
function askAll(evil: Evil): void {
  const compiled = compileRuleset(ruleset(evil));
  for (const text of LENGTHS.flatMap((length) => textsFor(evil, length))) {
    evaluate(compiled, 'evil', 'boolean', { targetingKey: 'a', text });
  }
  const expression = new RegExp(evil.pattern, evil.ignoreCase ? 'iu' : 'u');
  for (const text of textsFor(evil, 10_000)) expression.test(text);
}

for (const evil of EVIL) {
  const refused = await checkPattern(evil.pattern, evil);
  if (!refused) askAll(evil);
  parentPort?.postMessage({ pattern: evil.pattern, refused } satisfies Trial, []);
}
