import { z } from 'zod';
import type { SequencedNotice } from '../engine.ts';

export const CHANNEL = 'signalbox_changes';

const noticeSchema: z.ZodType<SequencedNotice> = z.object({
  project: z.string(),
  sequence: z.int(),
  environments: z.array(z.string()),
  sdkKeys: z.boolean(),
});

/** The payload of a NOTIFY, of which Postgres allows 8,000 bytes. A longer one becomes empty: look for yourself. */
export function encodeNotice(notice: SequencedNotice): string {
  const text = JSON.stringify(notice);
  return Buffer.byteLength(text) < 8_000 ? text : '';
}

/** Undefined when the payload says nothing that can be relied on. */
export function decodeNotice(payload: string | undefined): SequencedNotice | undefined {
  try {
    return noticeSchema.parse(JSON.parse(payload ?? ''));
  } catch {
    return undefined;
  }
}
