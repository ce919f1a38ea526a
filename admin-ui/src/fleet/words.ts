import type { Instance, Receipt } from './model.ts';

const number = new Intl.NumberFormat('en');
const minute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const second = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** `10,000` */
export function countWords(count: number): string {
  return number.format(count);
}

/** `14:02:30` */
export function clockWords(at: number): string {
  return second.format(at);
}

/** What each state is called, everywhere. */
export const STATE_WORDS: Record<Instance['state'], string> = {
  applied: 'applied',
  delivered: 'sent, not confirmed',
  waiting: 'waiting',
  polling: 'polling',
  diverged: 'diverged',
  away: 'not back yet',
  silent: 'silent',
};

/** Browsers send no receipts; what is counted are the streams that the server holds. */
function browserWords(browsers: number): string {
  return browsers === 1 ? 'about 1 browser' : `about ${countWords(browsers)} browsers`;
}

function instanceWords(count: number): string {
  return count === 1 ? '1 SDK instance' : `${countWords(count)} SDK instances`;
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
  receipt: Pick<Receipt, 'applied' | 'connected' | 'maxMs' | 'whole'>,
  runs: string,
): string {
  const { applied, connected, maxMs, whole } = receipt;
  if (connected === 0) {
    return whole
      ? 'No SDK instance is connected: there is nobody to confirm it'
      : 'No SDK instance is known to be connected';
  }
  const time = applied === connected && maxMs !== null ? `, ${milliseconds(maxMs)}` : '';
  const verb = connected === 1 ? 'runs' : 'run';
  return `${countWords(applied)} of ${instanceWords(connected)} ${verb} ${runs}${time}`;
}

/** `p50 12 ms · p99 31 ms · slowest 40 ms`: from the commit to the receipt. Empty before the first. */
export function timesWords({ p50Ms, p99Ms, maxMs }: Pick<Receipt, 'p50Ms' | 'p99Ms' | 'maxMs'>): string {
  if (p50Ms === null || p99Ms === null || maxMs === null) return '';
  return `p50 ${milliseconds(p50Ms)} · p99 ${milliseconds(p99Ms)} · slowest ${milliseconds(maxMs)}`;
}

type Standing = Pick<Receipt, 'delivered' | 'waiting' | 'polling' | 'diverged' | 'away' | 'pollsDueBy'> & {
  silent: Pick<Receipt['silent'], 'count' | 'behind' | 'since'>;
};

/** Where the others are, a line for each state that somebody is in. */
export function otherWords(receipt: Standing): { state: Instance['state']; words: string }[] {
  const { delivered, waiting, polling, diverged, away, pollsDueBy, silent } = receipt;
  const due = pollsDueBy === null ? '' : `, next poll due by ${clockWords(pollsDueBy)}`;
  const fetches =
    diverged === 1 ? 'it runs another ruleset, and fetches' : 'they run another ruleset, and fetch';
  const lines = [
    { state: 'diverged', count: diverged, more: `: ${fetches} the right one` },
    { state: 'away', count: away, more: awayWords(away) },
    { state: 'waiting', count: waiting, more: ': nothing could be sent yet' },
    { state: 'polling', count: polling, more: due },
    { state: 'delivered', count: delivered, more: '' },
    { state: 'silent', count: silent.count, more: silentWords(silent) },
  ] as const;
  return lines
    .filter(({ count }) => count > 0)
    .map(({ state, count, more }) => ({ state, words: `${countWords(count)} ${STATE_WORDS[state]}${more}` }));
}

function awayWords(count: number): string {
  return count === 1
    ? ' since its server ended: it keeps the ruleset it had'
    : ' since their server ended: they keep the ruleset they had';
}

function silentWords({ count, behind, since }: Standing['silent']): string {
  const when = since === null ? '' : ` since ${minute.format(since)}`;
  if (behind === 0) return `${when}: with it, as far as they said`;
  const who = behind === count ? '' : `${countWords(behind)} of them `;
  return behind === 1
    ? `${when}: ${who || 'it '}keeps the ruleset it had`
    : `${when}: ${who || 'they '}keep the ruleset they had`;
}

/** Why a receipt may not be about everybody. Empty when it is. */
export function wholeWords({ whole }: Pick<Receipt, 'whole'>): string {
  return whole
    ? ''
    : 'The database does not say who else was connected, so this proves nothing about others. It is asked again.';
}

/** `Besides, about 338 of 340 browsers were sent it: …`. Empty when there are none. */
export function browsersWords({
  browsers,
  browsersDelivered,
}: Pick<Receipt, 'browsers' | 'browsersDelivered'>): string {
  if (browsers === 0) return '';
  const who = `about ${countWords(browsersDelivered)} of ${countWords(browsers)}`;
  const were = browsers === 1 ? 'browser was' : 'browsers were';
  return `Besides, ${who} ${were} sent it: an estimate, for they confirm nothing.`;
}

/** Why an instance is not there yet, or how long it took. Empty when there is nothing to add. */
export function stateDetail({ state, appliedMs, nextPollAt, behind }: Instance): string {
  if (state === 'applied') return appliedMs === null ? '' : `in ${milliseconds(appliedMs)}`;
  const parts = [
    state === 'polling' && nextPollAt !== null ? `due by ${clockWords(nextPollAt)}` : '',
    behind === null || behind === 0 ? '' : `${countWords(behind)} behind`,
  ];
  return parts.filter(Boolean).join(', ');
}
