import { parseDate } from '@signalbox/core/evaluator';
import type { Value } from './values.ts';

/** A moment as two fields hold it, in UTC. */
export interface DateParts {
  date: string;
  /** Empty at midnight. */
  time: string;
}

export function datePartsOf(value: Value | undefined): DateParts {
  const at = parseDate(value);
  if (at === undefined) return { date: '', time: '' };
  const [date = '', clock = ''] = new Date(at).toISOString().slice(0, -1).split('T');
  // Seconds only where there are any.
  const time = clock.replace(/\.000$/, '').replace(/^(\d\d:\d\d):00$/, '$1');
  return { date, time: time === '00:00' ? '' : time };
}

/** As it is saved; undefined while there is no day. */
export function dateOf({ date, time }: DateParts): string | undefined {
  if (date === '') return undefined;
  if (time === '' || time === '00:00') return date;
  return `${date}T${time.length === 5 ? `${time}:00` : time}Z`;
}
