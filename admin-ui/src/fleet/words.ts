import type { Receipt } from './model.ts';

/** Browsers send no receipts; what is counted are the streams that the server holds. */
export function browserWords(browsers: number): string {
  if (browsers === 0) return '';
  return browsers === 1 ? 'about 1 browser' : `about ${browsers} browsers`;
}

function instanceWords(count: number): string {
  return count === 1 ? '1 SDK instance' : `${count} SDK instances`;
}

/** `5 SDK instances are connected, and about 12 browsers.` */
export function connectedWords({ connected, browsers }: Pick<Receipt, 'connected' | 'browsers'>): string {
  const also = browsers > 0 ? `, and ${browserWords(browsers)}` : '';
  if (connected === 0) return `No SDK instance is connected${also}.`;
  return `${instanceWords(connected)} ${connected === 1 ? 'is' : 'are'} connected${also}.`;
}

export function milliseconds(ms: number): string {
  if (ms < 10_000) return `${Math.round(ms)}\u00a0ms`;
  return `${Math.round(ms / 1000)}\u00a0s`;
}

/** `4 of 5 SDK instances run without it`, and with the last one how long it took. */
export function receiptWords(
  receipt: Pick<Receipt, 'applied' | 'connected' | 'maxMs'>,
  runs: string,
): string {
  const { applied, connected, maxMs } = receipt;
  if (connected === 0) return 'No SDK instance is connected here now';
  const time = applied === connected && maxMs !== null ? `, ${milliseconds(maxMs)}` : '';
  const verb = connected === 1 ? 'runs' : 'run';
  return `${applied} of ${instanceWords(connected)} ${verb} ${runs}${time}`;
}
