const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 3_600_000],
  ['month', 30 * 24 * 3_600_000],
  ['day', 24 * 3_600_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `3 minutes ago`, `yesterday`. A clock that is a little behind must not say "in 2 seconds". */
export function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  for (const [unit, size] of UNITS) {
    if (passed >= size) return relative.format(-Math.floor(passed / size), unit);
  }
  return passed < 10_000 ? 'just now' : 'less than a minute ago';
}
