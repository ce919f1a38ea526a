import { ok } from 'node:assert/strict';
import { heartbeatOf } from '../../../core/src/sync/fixtures.ts';
import { heal, startFakeClient, type FakeClient } from '../fake-client.ts';
import type { Check, Figures, Surroundings } from '../fault.ts';
import { below, pick, seeded, shuffled } from '../random.ts';
import { newestOf, patchFrom, payloadAt, randomHistory, type History } from '../sync-history.ts';

const REVISIONS = 8;
const ENDS = [{}, { status: 401 }, { status: 429 }, { status: 500 }, { status: 503 }];

/** Some of what a server said at some time, late, twice, or never, in any order. */
function disorder(history: History, random: () => number): string[] {
  const events: object[] = [];
  for (let revision = 1; revision <= history.length; revision++) {
    if (random() < 0.3) events.push(payloadAt(history, revision));
    if (random() < 0.3) events.push(heartbeatOf(payloadAt(history, revision)));
    if (revision > 1 && random() < 0.7) events.push(patchFrom(history, revision - 1, revision));
    if (random() < 0.2) events.push(patchFrom(history, 1 + below(revision, random), revision));
  }
  const again = events.filter(() => random() < 0.2);
  return shuffled([...events, ...again], random).map((event) => JSON.stringify(event));
}

/** What a request may meet: the newest, something old out of a cache, an error, or nothing. */
function answerAnyhow({ platform }: FakeClient, history: History, random: () => number): void {
  platform.answer = () => {
    const revision = 1 + below(history.length, random);
    if (random() < 0.2) return undefined;
    return pick(
      [
        { status: 200, body: newestOf(history) },
        { status: 200, body: payloadAt(history, revision) },
        { status: 304 },
        { status: 500 },
        { status: 503, retryAfterMs: 1_000 },
      ],
      random,
    );
  };
}

/** Within an epoch nothing older ever replaces what is in force. */
function watchOrder({ client }: FakeClient): () => void {
  let before = { epoch: '', revision: -1 };
  return () => {
    const now = client.ruleset();
    if (!now) return;
    ok(
      now.epoch !== before.epoch || now.revision >= before.revision,
      `Revision ${now.revision} came after ${before.revision}`,
    );
    before = { epoch: now.epoch, revision: now.revision };
  };
}

async function permute(seed: number): Promise<void> {
  const random = seeded(seed);
  // Sometimes the server was restored from a backup in between: another epoch.
  const restored = random() < 0.2;
  const first = randomHistory(REVISIONS, 'e1', random);
  const history = restored ? randomHistory(1 + below(REVISIONS, random), 'e2', random) : first;
  const fake = startFakeClient(random);
  const { platform, client } = fake;
  const expectOrder = watchOrder(fake);
  answerAnyhow(fake, history, random);

  const events = disorder(history, random);
  const all = restored ? shuffled([...disorder(first, random), ...events], random) : events;
  for (const event of all) {
    // Also on streams that are closed: what comes late is not heard.
    (random() < 0.8 ? platform.stream : pick(platform.streams, random)).send('message', event);
    expectOrder();
    const chance = random();
    if (chance < 0.1) platform.stream.end(pick(ENDS, random).status);
    if (chance > 0.8) await platform.advance(below(40_000, random));
    else if (chance > 0.6) await platform.settle();
    expectOrder();
  }

  await heal(fake, history);
  await client.close();
}

async function permuteAll(count: number, { say }: Surroundings): Promise<Figures> {
  for (let seed = 1; seed <= count; seed++) {
    try {
      await permute(seed);
    } catch (error) {
      throw new Error(`Permutation ${seed} went wrong`, { cause: error });
    }
    if (seed % 10_000 === 0) say(`    ${seed} of ${count}`);
  }
  return { permutations: count };
}

export const permutations: Check = {
  name: 'events late, twice, out of order or never: in the end every client has the newest revision, and never went back',
  reduced: 2_000,
  full: 100_000,
  run: permuteAll,
};
