import { createHash, timingSafeEqual } from 'node:crypto';
import { refuse } from '../http/problem.ts';

/** Who may read the metrics: anybody, whoever has the token, or nobody. */
export type MetricsAccess = 'open' | { token: string } | 'closed';

/** @throws {ApiError} when whoever brings this token, or none, may not read them */
export function demandAccess(access: MetricsAccess, given: string | undefined): void {
  if (access === 'open') return;
  if (access === 'closed') {
    throw refuse(
      403,
      'metrics_closed',
      'Set SIGNALBOX_METRICS_TOKEN and send it as "Authorization: Bearer …", or set SIGNALBOX_METRICS=open.',
    );
  }
  if (given === undefined || !isSame(given, access.token)) {
    throw refuse(401, 'metrics_token', 'Send SIGNALBOX_METRICS_TOKEN as "Authorization: Bearer …".');
  }
}

/** Digests are of one length, so the time that comparing takes tells nothing. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
