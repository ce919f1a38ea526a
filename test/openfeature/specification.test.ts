import type { Client } from '@signalbox/sdk-node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../setup/free-port.ts';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { openDoor } from './door.ts';
import { createFlags, FLAGS } from './flags.ts';
import { expectToHold, scenariosOf, type Scenario } from './gherkin.ts';
import { serverSide } from './server-side.ts';
import { DEFINITIONS, levelsUsedBy, worldOf } from './steps.ts';
import type { Level, Side } from './side.ts';
import { webSide } from './web-side.ts';

const FEATURES = ['evaluation_v2', 'hooks', 'metadata', 'contextMerging'];
const all = FEATURES.flatMap((feature) => scenariosOf(feature).map((scenario) => ({ feature, ...scenario })));

const NO_CACHE = 'it wants a provider that caches answers, and Signalbox evaluates each time';
const AT_ONCE = 'it wants a promise, and the web SDK answers at once';
const onlyStatic = (level: Level) => `it puts context on ${level}, and the web SDK knows only API and client`;

/** How many scenarios are left out, and why. */
const LEFT_OUT = {
  server: { [NO_CACHE]: 2 },
  web: {
    [NO_CACHE]: 2,
    [AT_ONCE]: 5,
    [onlyStatic('Transaction')]: 11,
    [onlyStatic('Invocation')]: 6,
    [onlyStatic('Before Hooks')]: 2,
  },
};

/** Why a scenario is not ours to play; undefined for one that is. */
function reasonToLeaveOut(scenario: Scenario, side: Side): string | undefined {
  if (scenario.name === 'CACHED reason') return NO_CACHE;
  if (scenario.name === 'Asynchronous flag evaluation' && !side.async) return AT_ONCE;
  const missing = levelsUsedBy(scenario).find((level) => !side.levels.includes(level));
  return missing && onlyStatic(missing);
}

let signalbox: Signalbox;

beforeAll(async () => {
  signalbox = await startSignalbox();
  await createFlags(signalbox, FLAGS);
});

afterAll(() => signalbox?.[Symbol.asyncDispose]());

describe.each([await serverSide(), await webSide()])("OpenFeature's specification, $name SDK", (side) => {
  const played = all.filter((scenario) => reasonToLeaveOut(scenario, side) === undefined);
  let client: Client;
  let staleClient: Client;
  let unreachable: string;

  beforeAll(async () => {
    const sdkKey = signalbox[side.keyName];
    unreachable = `http://127.0.0.1:${await freePort()}`;
    client = side.createClient({ url: signalbox.url, sdkKey });
    await using door = await openDoor(signalbox.url);
    staleClient = side.createClient({ url: door.url, sdkKey, staleAfterMs: 0 });
    await Promise.all([client.ready(), staleClient.ready()]);
  });

  afterEach(() => side.reset());
  afterAll(() => Promise.all([client?.close(), staleClient?.close()]));

  test.each(played)('$feature:$line $name', async (scenario) => {
    const sdkKey = 'sbx_client_unknown';
    const onWarning = (): void => undefined;
    const world = worldOf({
      side,
      client,
      staleClient,
      refused: { url: signalbox.url, sdkKey, onWarning },
      unreachable: { url: unreachable, sdkKey, onWarning },
    });
    await expectToHold(scenario, world, DEFINITIONS);
  });

  test('every scenario that is left out has its reason', () => {
    const reasons = new Map<string, number>();
    for (const scenario of all) {
      const reason = reasonToLeaveOut(scenario, side);
      if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    expect(Object.fromEntries(reasons)).toEqual(LEFT_OUT[side.name]);
  });
});
