import type { z } from 'zod';
import type { instanceSchema, receiptSchema } from '../fleet/schema.ts';
import { tableLines } from './table.ts';
import { agoWords, durationWords } from './time-words.ts';

export type Receipt = z.output<typeof receiptSchema>;
type Instance = z.output<typeof instanceSchema>;

/** Whether SDK instances run `with` a revision, or `without` a flag that it killed. */
export type Runs = 'with it' | 'without it';

/** `4 of 5 SDK instances run without it; 1 has it, not confirmed`, and with the last one how long it took. */
export function progressLine(receipt: Receipt, runs: Runs): string {
  const { applied, connected, complete, maxMs } = receipt;
  if (connected === 0) {
    return receipt.whole
      ? 'No SDK instance is connected, and none is expected back: there is nobody to confirm it.'
      : 'No SDK instance is known to be connected.';
  }
  const verb = connected === 1 ? 'runs' : 'run';
  const progress = `${applied} of ${instances(connected)} ${verb} ${runs}`;
  if (complete) return maxMs === null ? progress : `${progress}, ${durationWords(maxMs)}`;
  const missing = [
    receipt.away > 0
      ? `${receipt.away} not back yet since ${receipt.away === 1 ? 'its' : 'their'} server ended`
      : '',
    receipt.delivered > 0 ? `${receipt.delivered} sent, not confirmed` : '',
    receipt.waiting > 0 ? `${receipt.waiting} waiting` : '',
    receipt.polling > 0 ? `${receipt.polling} polling` : '',
    receipt.diverged > 0 ? `${receipt.diverged} diverged` : '',
  ];
  const parts = missing.filter((part) => part !== '');
  return parts.length === 0 ? progress : `${progress} (${parts.join(', ')})`;
}

const UNKNOWN =
  'There may be others: the database did not say who was connected to other servers, or before this one started.';

/** What else there is to know of a receipt: who confirms nothing, and who left without a word. */
export function besidesLines(receipt: Receipt, now: number): string[] {
  const { browsers, browsersDelivered, silent } = receipt;
  const estimate = `Browsers, an estimate: ${browsersDelivered} of ${browsers} were sent it. They confirm nothing.`;
  return [
    ...(receipt.whole ? [] : [UNKNOWN]),
    ...(browsers > 0 ? [estimate] : []),
    ...(silent.behind > 0 ? [silentLine(silent, now)] : []),
  ];
}

function silentLine({ behind, since }: Receipt['silent'], now: number): string {
  const ago = since === null ? '' : agoWords(since, now);
  return behind === 1
    ? `Not counted: 1 SDK instance that went silent ${ago}. If it still runs, it does so with older rules.`
    : `Not counted: ${behind} SDK instances that went silent, the first ${ago}. Those that still run do so with older rules.`;
}

export function instances(count: number): string {
  return count === 1 ? '1 SDK instance' : `${count} SDK instances`;
}

const HEADER = ['INSTANCE', 'APPLICATION', 'SDK', 'REVISION', 'STATE', 'TRANSPORT', 'LAST SEEN'];

/** Enough of a long id to tell one from another; the JSON has all of it. */
function shortened(id: string): string {
  return id.length > 12 ? `${id.slice(0, 8)}…` : id;
}

/** Instances, one a line. */
export function instanceLines(listed: readonly Instance[], now: number): string[] {
  return tableLines(
    HEADER,
    listed.map((instance) => [
      shortened(instance.instance),
      [instance.application, instance.applicationVersion].filter((part) => part !== null).join(' ') || '-',
      instance.sdk,
      instance.revision === null ? '-' : String(instance.revision),
      stateWords(instance, now),
      instance.transport,
      agoWords(instance.lastSeenAt, now),
    ]),
  );
}

function stateWords({ state, appliedMs, nextPollAt }: Instance, now: number): string {
  if (state === 'applied') return appliedMs === null ? 'applied' : `applied, ${durationWords(appliedMs)}`;
  if (state === 'delivered') return 'sent, not confirmed';
  if (state === 'away') return 'not back yet';
  if (state === 'polling' && nextPollAt !== null) {
    return nextPollAt > now ? `polling, due in ${durationWords(nextPollAt - now)}` : 'polling, overdue';
  }
  return state;
}

/** Those that have not confirmed, of those that the server lists. */
export function missingLines(receipt: Receipt, now: number): string[] {
  const missing = receipt.instances.filter(({ state }) => state !== 'applied');
  const more = receipt.connected - receipt.applied - missing.length;
  return [...instanceLines(missing, now), ...(more > 0 ? [`and ${instances(more)} more`] : [])];
}
