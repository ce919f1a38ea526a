import { murmur3, type EvaluationContext } from '@signalbox/core/evaluator';
import { digestOf, FlagClient } from '@signalbox/core/sync';
import { FakePlatform } from '../../core/src/sync/fake-platform.ts';
import { buildContexts, buildRuleset, keysOf, WORKLOADS } from './workload.ts';

/**
 * Times one workload, or one floor, in a process of its own, so that no other shapes the compiler's mind.
 * Prints nanoseconds a call for each run.
 */

type Ask = (key: string, context: EvaluationContext) => unknown;

const RUNS = 15;
const CALLS = 400_000;

function connectedClient(): FlagClient {
  const platform = new FakePlatform();
  const client = new FlagClient(
    { url: 'http://bench', sdkKey: 'bench' },
    { platform, info: { instance: 'bench', sdk: 'bench' }, publicKey: false, maxBackoffMs: 30_000 },
  );
  const { flags, segments } = buildRuleset();
  const digest = digestOf(flags, segments);
  platform.stream.send('put', { environment: 'bench', epoch: 'e', revision: 1, digest, flags, segments });
  return client;
}

function makeAsk(name: string): { ask: Ask; keys: string[] } {
  const plain = new Map(buildRuleset().flags.map((flag) => [flag.key, flag.enabled]));
  if (name === 'look-up') return { ask: (key) => plain.get(key), keys: keysOf('plain') };
  if (name === 'look-up + hash') {
    const ask: Ask = (key, context) =>
      plain.get(key) === true && murmur3(key + String(context.targetingKey)) < 2_147_483_648;
    return { ask, keys: keysOf('rollout') };
  }
  const workload = WORKLOADS[name];
  if (!workload) throw new Error(`There is no workload "${name}".`);
  const client = connectedClient();
  const keys = keysOf(workload.kind);
  if (workload.type === 'string')
    return { ask: (key, context) => client.getStringValue(key, '', context), keys };
  return { ask: (key, context) => client.isEnabled(key, context), keys };
}

/** A checksum keeps the calls from being optimised away. */
function run(ask: Ask, keys: string[], contexts: EvaluationContext[]): { ns: number; yes: number } {
  let yes = 0;
  let k = 0;
  let c = 0;
  const start = process.hrtime.bigint();
  for (let i = 0; i < CALLS; i++) {
    const key = keys[k];
    const context = contexts[c];
    if (key !== undefined && context !== undefined && ask(key, context) === true) yes++;
    if (++k === keys.length) k = 0;
    if (++c === contexts.length) c = 0;
  }
  return { ns: Number(process.hrtime.bigint() - start) / CALLS, yes };
}

const { ask, keys } = makeAsk(process.argv[2] ?? '');
// Application code names flags by literals, which the engine keeps one copy of.
const literals = Object.keys(Object.fromEntries(keys.map((key) => [key, true])));
const contexts = buildContexts();
for (let i = 0; i < 3; i++) run(ask, literals, contexts);
const runs = Array.from({ length: RUNS }, () => run(ask, literals, contexts));
console.log(JSON.stringify({ ns: runs.map((each) => each.ns), yes: runs[0]?.yes }));
