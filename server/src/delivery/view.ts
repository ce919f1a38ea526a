import {
  digestOf,
  type HeartbeatPayload,
  type PatchPayload,
  type RulesetPayload,
} from '@signalbox/core/sync';
import type { Position } from '@signalbox/core/sync';
import type { Audience, Content } from './audience.ts';
import { compress, type Encoding } from './compress.ts';
import type { Feed } from './feed.ts';
import { eventFrame, putFrame } from './frames.ts';
import { patchSince } from './patch.ts';
import type { EnvironmentState } from './state.ts';

/** More different starting points than this are not remembered within one revision. */
const MAX_PATCHES = 200;

/**
 * What one audience gets at one revision. Every body and frame is made once, when first asked for, and
 * shared by all who get it.
 */
export interface View extends Feed {
  readonly audience: Audience;
  readonly digest: string;
  readonly content: Content;
  /** The body of the snapshot, compressed. */
  body(encoding: Encoding): Promise<Buffer>;
  /** The event that brings a stream up to date: a put unless a patch will do; undefined when it is. */
  frameAfter(position: Position | undefined): Buffer | undefined;
}

export function createView(audience: Audience, state: EnvironmentState, content: Content): View {
  const { epoch, revision } = state;
  const position = { epoch, revision };
  const flags = sorted(content.flags);
  const segments = sorted(content.segments);
  const digest = digestOf(flags, segments);
  const bodies = new Map<Encoding, Promise<Buffer>>();
  const patches = new Map<number, Buffer>();

  const payload = once(() => {
    const ruleset: RulesetPayload = { environment: state.environment, ...position, digest, flags, segments };
    return Buffer.from(JSON.stringify(ruleset));
  });
  const put = once(() => putFrame(position, payload()));

  function makePatch(from: number): Buffer {
    const changes = patchSince(content, from);
    const patch: PatchPayload = { epoch, from, to: revision, digest, ...changes };
    // Only for those who see it: others need not hurry.
    if (from < state.urgentRevision && changes.flags.length > 0) patch.urgent = true;
    return eventFrame('patch', position, patch);
  }

  return {
    audience,
    position,
    digest,
    content,
    body: (encoding) => remembered(bodies, encoding, () => compress(payload(), encoding)),
    frameAfter(at) {
      const patchable = at?.epoch === epoch && at.revision <= revision && at.revision >= content.knownSince;
      if (!patchable) return put();
      if (at.revision === revision) return undefined;
      if (patches.size >= MAX_PATCHES) patches.clear();
      return remembered(patches, at.revision, () => makePatch(at.revision));
    },
    heartbeat(intervalMs) {
      const heartbeat: HeartbeatPayload = { ...position, digest, intervalMs };
      return eventFrame('heartbeat', position, heartbeat);
    },
  };
}

/** By key, so that every instance of the server makes the same bytes and one ETag fits all. */
function sorted<T extends { key: string }>(entries: ReadonlyMap<string, { item: T }>): T[] {
  return Array.from(entries.values(), ({ item }) => item).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function remembered<K, V>(cache: Map<K, V>, key: K, make: () => V): V {
  let value = cache.get(key);
  if (value === undefined) cache.set(key, (value = make()));
  return value;
}
