import { subjectOf } from './subjects.ts';
import type { Asker } from './subject.ts';
import { buildUsers, keysOf, WORKLOADS } from './workload.ts';

/**
 * Measures one thing about one subject in a process of its own, so that no other shapes the compiler's mind:
 * `worker.ts SUBJECT time WORKLOAD`, `… memory WORKLOAD`, `… ready`, `… parse`. Prints JSON.
 */

const RUNS = 15;
const RUN_MS = 60;
const WARM_UP_MS = 400;
const ALLOCATING_CALLS = 20_000;

type Loop = (calls: number) => Promise<number> | number;

/** A loop over keys and contexts. What it counts keeps the calls from being optimised away. */
function makeLoop(asker: Asker, name: string): Loop {
  const workload = WORKLOADS[name];
  if (!workload) throw new Error(`There is no workload "${name}".`);
  const { kind, type } = workload;
  const ask = type === 'string' ? asker.string : asker.boolean;
  const keys = keysOf(kind);
  const contexts = buildUsers().map((user) => asker.context(user));
  const isAsync = ask(keys[0] ?? '', contexts[0]) instanceof Promise;
  const count = (answer: unknown): number => (answer === true || answer === 'blue' ? 1 : 0);
  const run = (calls: number): number => {
    let yes = 0;
    let k = 0;
    let c = 0;
    for (let i = 0; i < calls; i++) {
      yes += count(ask(keys[k] ?? '', contexts[c]));
      if (++k === keys.length) k = 0;
      if (++c === contexts.length) c = 0;
    }
    return yes;
  };
  const runAsync = async (calls: number): Promise<number> => {
    let yes = 0;
    for (let i = 0; i < calls; i++) {
      yes += count(await ask(keys[i % keys.length] ?? '', contexts[i % contexts.length]));
    }
    return yes;
  };
  return isAsync ? runAsync : run;
}

function nanoseconds(): number {
  return Number(process.hrtime.bigint());
}

async function time(asker: Asker, name: string): Promise<object> {
  const loop = makeLoop(asker, name);
  const expected = WORKLOADS[name]?.yes ?? 0;
  const share = (await loop(10_000)) / 10_000;
  if (Math.abs(share - expected) > 0.03) throw new Error(`${name}: ${share} yes, not ${expected}`);
  let calls = 1_000;
  const start = nanoseconds();
  let took = 0;
  while (nanoseconds() - start < WARM_UP_MS * 1e6) {
    const before = nanoseconds();
    await loop(calls);
    took = nanoseconds() - before;
    if (took < RUN_MS * 1e6) calls = Math.min(calls * 2, 4_000_000);
  }
  const ns: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const before = nanoseconds();
    await loop(calls);
    ns.push((nanoseconds() - before) / calls);
  }
  ns.sort((a, b) => a - b);
  return { fastest: ns[0], median: ns[Math.floor(RUNS / 2)] };
}

/** Run with a young generation larger than what is allocated, so that nothing is collected meanwhile. */
async function memory(asker: Asker, name: string): Promise<object> {
  const loop = makeLoop(asker, name);
  const start = nanoseconds();
  while (nanoseconds() - start < WARM_UP_MS * 1e6) await loop(1_000);
  const bytes: number[] = [];
  for (let i = 0; i < 5; i++) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    await loop(ALLOCATING_CALLS);
    bytes.push((process.memoryUsage().heapUsed - before) / ALLOCATING_CALLS);
  }
  return { bytes: Math.max(0, bytes.sort((a, b) => a - b)[2] ?? 0) };
}

/**
 * From the text of the payload to the first answer; or JSON.parse of the same text alone, in a process of its own as well,
 * because whichever comes second finds the memory and the parser warm.
 */
async function cold(name: string, mode: 'ready' | 'parse'): Promise<object> {
  const subject = subjectOf(name);
  // As if read from the network: nothing of it known yet.
  const text = Buffer.from(subject.payload()).toString();
  const [user] = buildUsers();
  const [key = ''] = keysOf('plain');
  const start = nanoseconds();
  if (mode === 'parse') JSON.parse(text);
  else {
    const asker = await subject.start(text);
    if (user) await asker.boolean(key, asker.context(user));
  }
  return { cold: nanoseconds() - start };
}

const [, , subject = '', mode = '', workload = ''] = process.argv;
if (mode === 'ready' || mode === 'parse') console.log(JSON.stringify(await cold(subject, mode)));
else {
  const asker = await subjectOf(subject).start(subjectOf(subject).payload());
  console.log(JSON.stringify(await (mode === 'time' ? time : memory)(asker, workload)));
}
process.exit(0);
