import { EXIT, type Terminal } from './command.ts';
import { followReceipt } from './follow-receipt.ts';
import { besidesLines, instances, missingLines, type Receipt, type Runs } from './receipt-text.ts';
import type { Server } from './server.ts';
import { durationWords } from './time-words.ts';

/** A kill or a restore that the server has committed. */
export interface Done {
  project: string;
  environment: string;
  flag: string;
  revision: number;
  /** False when all was as wanted before. */
  changed: boolean;
}

export interface ProofOptions {
  /** What the SDK instances do once they have it. */
  runs: Runs;
  /** Milliseconds. */
  timeoutMs: number;
  /** False: not at all. */
  wait: boolean;
  json: boolean;
}

/**
 * Shows who runs with a change until all do.
 * @param said what was done, in a sentence
 * @returns the exit code
 */
export async function prove(
  api: Server,
  terminal: Terminal,
  done: Done,
  said: string,
  { runs, timeoutMs, wait, json }: ProofOptions,
): Promise<number> {
  if (!json) terminal.print(said);
  if (!wait) {
    if (json) terminal.print(JSON.stringify({ ...done, complete: null, receipt: null }, null, 2));
    return EXIT.ok;
  }
  const followed = await followReceipt(api, done, timeoutMs, json ? undefined : { terminal, runs });
  const { receipt, complete, problem } = followed;
  if (json) terminal.print(JSON.stringify({ ...done, complete, receipt: receipt ?? null }, null, 2));
  else for (const line of receipt ? restOf(receipt, Date.now()) : []) terminal.print(line);
  if (complete) return EXIT.ok;
  terminal.warn(unconfirmed(receipt, problem, `${done.project}/${done.environment}`, timeoutMs));
  return EXIT.unconfirmed;
}

function restOf(receipt: Receipt, now: number): string[] {
  const isMissing = receipt.applied < receipt.connected;
  return [...(isMissing ? ['', ...missingLines(receipt, now)] : []), ...besidesLines(receipt, now)];
}

function unconfirmed(
  receipt: Receipt | undefined,
  problem: string | undefined,
  place: string,
  timeoutMs: number,
): string {
  const within = `within ${durationWords(timeoutMs)}`;
  const missing = receipt && receipt.connected - receipt.applied;
  const sentences = [
    missing === undefined
      ? `It is committed in ${place}, but who has it is not known: the server did not say ${within}.`
      : missing === 0
        ? `It is committed in ${place}, but whether that was everybody could not be found out ${within}.`
        : `It is committed in ${place}, but ${instances(missing)} did not confirm it ${within}.`,
    problem ?? '',
    'Run the command again to go on waiting, or look at signalbox fleet --watch.',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
