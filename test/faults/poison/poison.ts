import { deepEqual, equal, ok } from 'node:assert/strict';
import { digestOf } from '@signalbox/core/sync';
import type { Flag } from '@signalbox/core/evaluator';
import { heartbeatOf } from '../../../core/src/sync/fixtures.ts';
import { answerStream, expectAt, startFakeClient, type FakeClient } from '../fake-client.ts';
import type { Fault, Figures, Surroundings } from '../fault.ts';
import { below, pick, seeded } from '../random.ts';
import { newestOf, patchFrom, payloadAt, randomHistory, type History } from '../sync-history.ts';
import { mutate } from './mutate.ts';

const REVISIONS = 6;
/** Frames between two times that the server is well. */
const FRAMES_AT_ONCE = 40;
const KEYS = ['checkout', 'search', 'banner', 'free-shipping', 'new-menu', '__proto__', 'constructor'];

/** What a server may have said at any time. */
function anyFrame(history: History, random: () => number): object {
  const revision = 1 + below(history.length, random);
  const payload = payloadAt(history, revision);
  const patch = patchFrom(history, 1 + below(revision, random), revision);
  const urgent = { ...patch, urgent: true };
  return pick(
    [payload, patch, urgent, heartbeatOf(payload), { ...heartbeatOf(payload), pollMs: 30_000 }],
    random,
  );
}

function answersOf({ client }: FakeClient): string {
  return JSON.stringify(
    KEYS.map((key) => {
      // The reason is another when the feed is lost, and that is as it should be.
      const { value, variant, errorCode } = client.getBooleanDetails(key, false, { targetingKey: 'u-1' });
      return { value, variant, errorCode };
    }),
  );
}

function sources<T>(entries: ReadonlyMap<string, { source: T }>): T[] {
  return Array.from(entries.values(), ({ source }) => source);
}

/** Fails when the client answers otherwise without a digest that proves the new ruleset. */
function watchAnswers(fake: FakeClient): () => void {
  const { client } = fake;
  let digest = client.stats().digest;
  let answers = answersOf(fake);
  return () => {
    const now = client.stats().digest;
    if (now !== digest) {
      const { flags, segments } = client.compiled();
      equal(digestOf(sources(flags), sources(segments)), now);
      digest = now;
      answers = answersOf(fake);
    }
    equal(answersOf(fake), answers);
  };
}

/**
 * A frame that no digest gives away: keys and versions as they were, something else inside. That is TCP's and TLS's to
 * notice; what answers then come out is tested with spoiled flags in test/conformance.
 */
function isBeyondDigest(text: string, known: ReadonlyMap<string, string>): boolean {
  try {
    const { flags } = JSON.parse(text) as { flags: Flag[] };
    return flags.some((flag) => (known.get(idOf(flag)) ?? JSON.stringify(flag)) !== JSON.stringify(flag));
  } catch {
    return false;
  }
}

function idOf({ key, version }: Flag): string {
  return `${key}@${version}`;
}

/** Makes frames that a client may get from a server that has gone mad. */
function poisoner(history: History, random: () => number): () => string {
  const flags = history.flatMap((payload) => payload.flags);
  const known = new Map(flags.map((flag) => [idOf(flag), JSON.stringify(flag)]));
  return () => {
    for (;;) {
      const text = mutate(anyFrame(history, random), anyFrame(history, random), random);
      if (!isBeyondDigest(text, known)) return text;
    }
  };
}

async function poisonOnce(seed: number, frames: number): Promise<void> {
  const random = seeded(seed);
  const history = randomHistory(REVISIONS, 'e1', random);
  const poisonedFrame = poisoner(history, random);
  const fake = startFakeClient(random);
  const { platform, client } = fake;
  answerStream(platform.stream, history.slice(0, 3));
  const expectSteady = watchAnswers(fake);
  platform.request = async () => {
    if (random() < 0.8) throw new Error('connection refused');
    return { status: 200, text: poisonedFrame() };
  };

  for (let frame = 0; frame < frames; frame++) {
    await untilOpen(fake);
    platform.stream.send('message', poisonedFrame());
    await platform.settle();
    expectSteady();
  }
  await reconnect(fake, history);
  await client.close();
}

/** One new stream to a server that is well is all that it takes. */
async function reconnect(fake: FakeClient, history: History): Promise<void> {
  const { platform, client } = fake;
  const held = client.ruleset();
  // What the server does when somebody claims to have seen its future: see recover-epoch.ts.
  const ahead = held?.epoch === 'e1' && held.revision > newestOf(history).revision;
  const now = ahead ? history.map((payload) => ({ ...payload, epoch: 'e2' })) : history;
  platform.request = async () => ({ status: 200, text: JSON.stringify(newestOf(now)) });
  platform.stream.end();
  await untilOpen(fake);
  const healthy = platform.stream;
  answerStream(platform.stream, now);
  await platform.settle();
  expectAt(fake, newestOf(now));
  equal(client.status, 'READY');
  // Its watchdog follows the server's heartbeat again, whatever it was told before.
  await platform.advance(30_000);
  equal(healthy.closed, false, 'A stream that lives stays open');
  await platform.advance(30_000);
  equal(healthy.closed, true, 'A silent stream is given up');
}

/** A client without a stream opens another one, sooner or later. */
async function untilOpen({ platform }: FakeClient): Promise<void> {
  for (let seconds = 0; platform.stream.closed; seconds++) {
    ok(seconds < 3_600, 'No new stream for an hour');
    await platform.advance(1_000);
  }
}

async function poisonAll(count: number, { say }: Surroundings): Promise<Figures> {
  const prototype = Object.getOwnPropertyNames(Object.prototype);
  for (let sent = 0, seed = 1; sent < count; seed++) {
    const frames = Math.min(FRAMES_AT_ONCE, count - sent);
    try {
      await poisonOnce(seed, frames);
    } catch (error) {
      throw new Error(`Seed ${seed} went wrong`, { cause: error });
    }
    sent += frames;
    if (sent % 100_000 === 0) say(`    ${sent} of ${count}`);
  }
  deepEqual(Object.getOwnPropertyNames(Object.prototype), prototype, 'A prototype was changed');
  return { frames: count };
}

export const poison: Fault = {
  number: 4,
  title: 'Poisoned frames',
  checks: [
    {
      name: 'no frame throws or changes an answer unless its digest proves it, and one reconnect heals everything',
      reduced: 20_000,
      full: 1_000_000,
      run: poisonAll,
    },
  ],
};
