import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.ts';

const GRACE_MS = 10_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Program {
  /** Adds a child process; resolves with its exit code. */
  run(name: string, args: readonly string[]): Promise<number>;
  /** Asks every child to end, kills what has not ended after ten seconds. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  readonly stopping: boolean;
}

/** Runs several Node processes as one: they share the terminal, and a signal to this one reaches all. */
export function createProgram(): Program {
  const children = new Map<ChildProcess, Promise<number>>();
  let stopping = false;

  function run(name: string, args: readonly string[]): Promise<number> {
    // A process group of its own, so that Ctrl-C reaches the child once, from here, and not twice.
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    });
    const ended = new Promise<number>((resolve) => {
      child.once('error', (error) => {
        console.error(`${name} could not be started: ${error.message}`);
        resolve(1);
      });
      child.once('exit', (code, signal) => resolve(code ?? (signal ? 128 + constants.signals[signal] : 1)));
    }).finally(() => children.delete(child));
    children.set(child, ended);
    return ended;
  }

  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    stopping = true;
    const endings = [...children.values()];
    for (const child of children.keys()) child.kill(signal);

    const waiting = new AbortController();
    const late = sleep(GRACE_MS, 'late', { signal: waiting.signal }).catch(() => 'ended');
    if ((await Promise.race([Promise.all(endings), late])) === 'late') {
      for (const child of children.keys()) killGroup(child);
      await Promise.all(endings);
    }
    waiting.abort();
  }

  for (const signal of SIGNALS) process.on(signal, () => void stop(signal));

  return {
    run,
    stop,
    get stopping() {
      return stopping;
    },
  };
}

/** With the child goes whatever it has started itself. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}
