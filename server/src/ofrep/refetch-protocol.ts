import { formatPosition } from '@signalbox/core/sync';
import type { Feed, StreamProtocol, View } from '../delivery/index.ts';

/**
 * OFREP's event stream: it says no more than that the flags should be asked for again. Whoever did not miss a change of
 * what its key shows is left in peace.
 */
export const REFETCH_PROTOCOL: StreamProtocol = {
  name: 'ofrep',
  feed: refetchFeed,
  // It sends no receipts: as an instance it would be missing from every one of them.
  instance: () => undefined,
};

/** A comment: no event for the client, but bytes for the proxies on the way. */
const HEARTBEAT = Buffer.from(': alive\n\n');

function refetchFeed({ position, content }: View, committedAt: number): Feed {
  const { epoch, revision } = position;
  const changedIn = newestChange(content);
  let frame: Buffer | undefined;
  return {
    position,
    frameAfter(at) {
      const comparable = at?.epoch === epoch && at.revision <= revision && at.revision >= content.knownSince;
      if (comparable && at.revision >= changedIn) return undefined;
      return (frame ??= refetchFrame(formatPosition(position), committedAt));
    },
    heartbeat: () => HEARTBEAT,
  };
}

/** The revision in which the content became what it is. */
function newestChange({ flags, segments, goneFlags, goneSegments }: View['content']): number {
  let newest = 0;
  for (const shown of [flags, segments]) {
    for (const { since } of shown.values()) newest = Math.max(newest, since);
  }
  for (const gone of [goneFlags, goneSegments]) {
    for (const revision of gone.values()) newest = Math.max(newest, revision);
  }
  return newest;
}

function refetchFrame(id: string, committedAt: number): Buffer {
  const data = { type: 'refetchEvaluation', etag: id, lastModified: Math.floor(committedAt / 1_000) };
  return Buffer.from(`event: message\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
}
