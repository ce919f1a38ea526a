import { setTimeout as sleep } from 'node:timers/promises';
import { receiptSchema } from '../fleet/schema.ts';
import { CommandError, type Terminal } from './command.ts';
import { createLiveText } from './live-text.ts';
import { environmentPath } from './project.ts';
import { progressLine, type Receipt, type Runs } from './receipt-text.ts';
import { get, type Server } from './server.ts';

/** Asked often at first, where a person looks on, and less often later. */
const OFTEN_MS = 100;
const SELDOM_MS = 500;
const OFTEN_FOR_MS = 5_000;

interface Revision {
  project: string;
  environment: string;
  revision: number;
}

export interface Followed {
  /** As it was last; undefined when the server never answered. */
  receipt: Receipt | undefined;
  complete: boolean;
  /** Why the server did not answer when it was last asked; undefined when it did. */
  problem: string | undefined;
}

/**
 * Asks for a revision's receipt until all have confirmed or the time is up. It is committed already: that the server is
 * away for a moment is no reason to give up.
 * @param show undefined: without showing how far it is
 */
export async function followReceipt(
  api: Server,
  { project, environment, revision }: Revision,
  timeoutMs: number,
  show: { terminal: Terminal; runs: Runs } | undefined,
): Promise<Followed> {
  const path = `${environmentPath(project, environment)}/receipts/${revision}`;
  const live = show && createLiveText(show.terminal);
  const began = performance.now();
  const followed: Followed = { receipt: undefined, complete: false, problem: undefined };

  for (;;) {
    const left = timeoutMs - (performance.now() - began);
    try {
      followed.receipt = await get(api, path, receiptSchema, Math.max(OFTEN_MS, Math.ceil(left)));
      followed.complete = followed.receipt.complete;
      followed.problem = undefined;
      if (show) live?.show([progressLine(followed.receipt, show.runs)]);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      followed.problem = error.message;
    }
    const passed = performance.now() - began;
    if (followed.complete || passed >= timeoutMs) break;
    await sleep(Math.min(passed < OFTEN_FOR_MS ? OFTEN_MS : SELDOM_MS, timeoutMs - passed));
  }
  if (show && followed.receipt) live?.finish([progressLine(followed.receipt, show.runs)]);
  return followed;
}
