import { Worker } from 'node:worker_threads';
import type { Findings, Question } from './question.ts';

const MAX_MEGABYTES = 128;

let last: Promise<unknown> = Promise.resolve();

/** Answers one question after the other. Undefined when it takes more milliseconds or too much memory. */
export function ask(question: Question, maxMs: number): Promise<Findings | undefined> {
  const answer = last.then(() => askNow(question, maxMs));
  last = answer.catch(() => undefined);
  return answer;
}

async function askNow(question: Question, maxMs: number): Promise<Findings | undefined> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
  });
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Findings | undefined>((done, fail) => {
      late = setTimeout(() => done(undefined), maxMs);
      worker.once('message', (findings: Findings) => done(findings));
      worker.once('error', (error) => (isOutOfMemory(error) ? done(undefined) : fail(error)));
    });
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
