import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;

/** Waits until the server says that it is ready. False when `ended` came first. */
export async function untilReady(ended: Promise<unknown>): Promise<boolean> {
  const url = `http://127.0.0.1:${process.env['SIGNALBOX_PORT'] ?? '4000'}/readyz`;
  let gone = false;
  void ended.then(() => (gone = true));

  while (!gone) {
    if (await answers(url)) return true;
    await sleep(POLL_MS);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
