const DAY_MS = 86_400_000;

/** How long a new token may be valid; null is for ever. */
export const EXPIRIES = [
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never' },
] as const;

export type Expiry = (typeof EXPIRIES)[number]['value'];

export const DEFAULT_EXPIRY: Expiry = '90';

export function expiresAt(expiry: Expiry, now: number): number | null {
  return expiry === 'never' ? null : now + Number(expiry) * DAY_MS;
}
