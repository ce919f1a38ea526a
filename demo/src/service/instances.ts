import cluster, { type Worker } from 'node:cluster';

export const INSTANCES = 5;
/** What an instance exits with when the port is taken: another one would not fare better. */
export const PORT_TAKEN = 3;
/** An instance that did not end within this is not asked again. */
const GRACE_MS = 1_500;
/** So many that died young in a row will not get better by themselves. */
const MAX_EARLY_ENDS = 5;
const EARLY_MS = 5_000;

/** Runs the shop's instances, which share one port, until `ended` resolves. Resolves to the exit code. */
export function runInstances(ended: Promise<unknown>): Promise<number> {
  let ending = false;
  let earlyEnds = 0;
  const workers = new Map<number, Worker>();

  return new Promise<number>((resolve) => {
    function end(code: number): void {
      if (ending) return;
      ending = true;
      for (const worker of workers.values()) worker.process.kill('SIGTERM');
      const late = setTimeout(() => {
        for (const worker of workers.values()) worker.process.kill('SIGKILL');
      }, GRACE_MS);
      void Promise.all([...workers.values()].map(untilExit)).then(() => {
        clearTimeout(late);
        resolve(code);
      });
    }

    function run(instance: number): void {
      const startedAt = performance.now();
      const worker = cluster.fork({ SHOP_INSTANCE: String(instance) });
      workers.set(instance, worker);
      worker.once('exit', (code: number) => {
        workers.delete(instance);
        if (ending) return;
        earlyEnds = performance.now() - startedAt < EARLY_MS ? earlyEnds + 1 : 0;
        if (code === PORT_TAKEN || earlyEnds > MAX_EARLY_ENDS) end(1);
        else run(instance);
      });
    }

    for (let instance = 1; instance <= INSTANCES; instance++) run(instance);
    void ended.then(() => end(0));
  });
}

function untilExit(worker: Worker): Promise<void> {
  return new Promise((resolve) => worker.once('exit', () => resolve()));
}
