import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import type { Screen, Terminal } from './command.ts';

/** The terminal, or the pipes, that this process was started with. */
export function processTerminal(): Terminal {
  const { env, stdin, stdout, stderr } = process;
  return {
    env,
    print: (lines) => void stdout.write(`${lines}\n`),
    warn: (lines) => void stderr.write(`${lines}\n`),
    read: () => text(stdin),
    screen: stdout.isTTY ? screenOf(stdout) : undefined,
    ask: stdin.isTTY ? ask : undefined,
  };
}

function screenOf(stdout: NodeJS.WriteStream): Screen {
  return {
    write: (shown) => void stdout.write(shown),
    // Some terminals do not say: then it is as it has always been.
    size: () => ({ rows: stdout.rows || 24, columns: stdout.columns || 80 }),
  };
}

/** On standard error: what is asked is no part of the answer. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
