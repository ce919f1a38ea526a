import type { Rate } from './admission.ts';

/** How much one server takes on. docs/configuration.md has a setting for each of them. */
export interface DeliveryLimits {
  /** How many streams it holds. */
  maxStreams: number;
  /** How many streams may begin. */
  streamRate: Rate;
  /** How long a stream lasts, give or take a fifth: then its client opens another, wherever there is more room. */
  maxAgeMs: number;
  /** How many whole rulesets are handed out. */
  snapshotRate: Rate;
}

/**
 * For two cores. Of the one that runs JavaScript, 1,000 streams of a thousand flags take 0.3 s when they resume and 0.8 s when
 * they begin with everything, 1,000 rulesets 0.5 s: at these rates there is time left for whatever changes meanwhile.
 */
export const DELIVERY_LIMITS: DeliveryLimits = {
  maxStreams: 20_000,
  // No more than 1,000 in any second.
  streamRate: { perSecond: 800, burst: 200 },
  maxAgeMs: 3_600_000,
  snapshotRate: { perSecond: 500, burst: 500 },
};
