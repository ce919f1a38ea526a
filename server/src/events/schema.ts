import { REASONS } from '@signalbox/core/evaluator';
import { z } from 'zod';

const MINUTE_MS = 60_000;
/** The most counts of one line: far above what a minute holds, far below where sums lose precision. */
const MAX_COUNT = 1_000_000_000;

/** The most that the values of one line add up to: sums of sums stay finite. */
const MAX_SUM = 1e24;

const minuteSchema = z
  .number()
  .int()
  .nonnegative()
  .multipleOf(MINUTE_MS, 'must be the start of a minute, in milliseconds');
const countSchema = z.number().int().min(1).max(MAX_COUNT);

const exposureCountSchema = z.object({
  flag: z.string().max(64),
  variant: z.string().max(64),
  reason: z.enum(REASONS),
  minute: minuteSchema,
  count: countSchema,
});

export const metricNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, ".", "_" or "-"');

const metricCountSchema = z.object({
  metric: metricNameSchema,
  minute: minuteSchema,
  count: countSchema,
  sum: z.number().min(-MAX_SUM).max(MAX_SUM),
});

/** Fields that a newer SDK may add are passed over, not refused. */
export const eventsPayloadSchema = z.object({
  batch: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, "-" or "_"'),
  instance: z.string().min(1).max(64),
  exposures: z.array(exposureCountSchema).max(2_000),
  metrics: z.array(metricCountSchema).max(2_000).default([]),
});
