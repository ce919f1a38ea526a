import { equal, ok } from 'node:assert/strict';
import { checkOptions, createFlagClient, type Platform } from '@signalbox/core/sync';
import { FakePlatform } from '../../../core/src/sync/fake-platform.ts';
import { heartbeatOf, rulesetPayload, wireFlag } from '../../../core/src/sync/fixtures.ts';
import { createAdmission, type Admission } from '../../../server/src/delivery/admission.ts';
import type { Check, Figures, Surroundings } from '../fault.ts';
import { mostInASecond } from '../most-in-a-second.ts';
import { below, seeded } from '../random.ts';

const CLIENTS = 1_000;
/** As the server's own limits are to 10,000 streams: no more than a tenth of all in any second. */
const RATE = { perSecond: 80, burst: 20 };
const PAYLOAD = rulesetPayload(1, [wireFlag('checkout', 1)]);

/** A server without sockets: whoever knocks is let in by the server's own admission, by the clock of the clients. */
interface Door {
  platform(random: () => number): Platform;
  /** When streams were let in. */
  readonly admitted: number[];
  readonly open: number;
  beat(): void;
  goDown(): void;
  comeUp(): void;
}

function createDoor(clock: FakePlatform, random: () => number): Door {
  const streams = new Map<(data: string) => void, () => void>();
  const admitted: number[] = [];
  let admission: Admission | undefined;
  const beat = JSON.stringify(heartbeatOf(PAYLOAD));

  return {
    admitted,
    get open() {
      return streams.size;
    },
    platform: (own) => ({
      instance: `i-${below(1e9, own)}`,
      maxBackoffMs: 30_000,
      now: clock.now,
      random: own,
      setTimer: clock.setTimer,
      request: async () => {
        if (!admission) throw new Error('connection refused');
        return { status: 200, text: JSON.stringify(PAYLOAD) };
      },
      openStream(since, onMessage, onEnd) {
        const cancel = clock.setTimer(() => {
          const waitSeconds = admission?.ask();
          if (!admission) return onEnd();
          if (waitSeconds !== undefined) return onEnd(503, waitSeconds * 1_000);
          admitted.push(clock.now());
          streams.set(onMessage, onEnd);
          if (since === undefined) onMessage(JSON.stringify(PAYLOAD));
          onMessage(beat);
        }, 1 + own());
        return () => {
          cancel();
          streams.delete(onMessage);
        };
      },
    }),
    beat() {
      for (const onMessage of streams.keys()) onMessage(beat);
    },
    goDown() {
      admission = undefined;
      for (const onEnd of streams.values()) onEnd();
    },
    comeUp() {
      admission = createAdmission(RATE, clock.now, random);
    },
  };
}

async function untilAllAreIn(clock: FakePlatform, door: Door, mostSeconds: number): Promise<void> {
  for (let second = 1; door.open < CLIENTS; second++) {
    ok(second <= mostSeconds, `${door.open} of ${CLIENTS} are back after ${mostSeconds} s`);
    await clock.advance(1_000);
    if (second % 15 === 0) door.beat();
  }
}

async function herdOnce(seed: number): Promise<{ most: number; allBackMs: number }> {
  const random = seeded(seed);
  const clock = new FakePlatform();
  const door = createDoor(clock, random);
  const options = checkOptions(
    { url: 'https://flags.example', sdkKey: 'sbx_server_1', onWarning: () => undefined },
    () => undefined,
    clock.now,
  );
  door.comeUp();
  const clients = Array.from({ length: CLIENTS }, (_, i) =>
    createFlagClient(options, door.platform(seeded(seed * CLIENTS + i))),
  );
  await untilAllAreIn(clock, door, 120);
  for (let beats = 0; beats < 5; beats++) {
    await clock.advance(15_000);
    door.beat();
  }

  door.admitted.length = 0;
  door.goDown();
  // As long as a server needs to start again, or somebody to start it.
  await clock.advance(below(10_000, random));
  door.comeUp();
  const upAt = clock.now();
  await untilAllAreIn(clock, door, 60);
  equal(clients.filter(({ status }) => status === 'READY').length, CLIENTS);
  for (const client of clients) void client.close();
  return { most: mostInASecond(door.admitted), allBackMs: Math.max(...door.admitted) - upAt };
}

async function herdAll(count: number, { say }: Surroundings): Promise<Figures> {
  let most = 0;
  let slowest = 0;
  for (let seed = 1; seed <= count; seed++) {
    const herd = await herdOnce(seed);
    most = Math.max(most, herd.most);
    slowest = Math.max(slowest, herd.allBackMs);
    if (seed % 10 === 0) say(`    ${seed} of ${count}`);
  }
  ok(most <= CLIENTS / 10, `${most} of ${CLIENTS} came in within a second`);
  return { 'most in a second': most, 'all back after (s)': (slowest / 1_000).toFixed(1) };
}

export const schedule: Check = {
  name: 'a thousand SDKs that lost their server come back within a minute, no more than a tenth of them in any second',
  reduced: 3,
  full: 50,
  run: herdAll,
};
