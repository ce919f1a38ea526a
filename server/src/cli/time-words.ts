import { UsageError } from './command.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', SECOND_MS],
  ['m', MINUTE_MS],
]);

/**
 * A time as options take it: `30s`, `2m` or `500ms`, at most an hour.
 * @returns milliseconds
 * @throws {UsageError}
 */
export function readDuration(text: string, option: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,7})(ms|s|m)$/.exec(text) ?? [];
  const duration = Number(digits) * (UNITS.get(unit) ?? 0);
  if (duration === 0 || duration > HOUR_MS) {
    throw new UsageError(`${option} must be a time such as 30s or 2m, at most 60m, not "${text}".`);
  }
  return duration;
}

/** `40 ms`, `1.2 s`, `30 s`, `5 min`: as exact as somebody wants to know. */
export function durationWords(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${Number((ms / SECOND_MS).toFixed(1))} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} d`;
}

/** The server's clock may be a little ahead of this one. */
export function agoWords(at: number, now: number): string {
  const passed = now - at;
  return passed < SECOND_MS ? 'now' : `${durationWords(Math.floor(passed / SECOND_MS) * SECOND_MS)} ago`;
}
