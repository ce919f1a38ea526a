import type { PatchPayload } from '@signalbox/core/sync';
import type { Content, Shown } from './audience.ts';

/** What to add, change and remove to get from an older revision to the current content. */
export function patchSince(
  content: Content,
  from: number,
): Pick<PatchPayload, 'flags' | 'segments' | 'removed'> {
  return {
    flags: newer(content.flags, from),
    segments: newer(content.segments, from),
    removed: {
      flags: goneSince(content.goneFlags, from),
      segments: goneSince(content.goneSegments, from),
    },
  };
}

function newer<T>(entries: ReadonlyMap<string, Shown<T>>, from: number): T[] {
  const items: T[] = [];
  for (const { item, since } of entries.values()) if (since > from) items.push(item);
  return items;
}

function goneSince(keys: ReadonlyMap<string, number>, from: number): string[] {
  return Array.from(keys)
    .filter(([, revision]) => revision > from)
    .map(([key]) => key);
}
