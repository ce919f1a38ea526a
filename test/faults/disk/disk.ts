import { equal, match, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { openStore, verifyLog } from '../../../server/src/store/index.ts';
import { openStream } from '../../delivery/open-stream.ts';
import { NotHere, type Check, type Fault, type Figures } from '../fault.ts';
import { until } from '../until.ts';
import { postgresReadOnly } from './postgres-read-only.ts';
import { startDiskServer, type DiskServer } from './server.ts';
import { startWithoutWriting } from './start-without-writing.ts';
import { fullDisk, locked, noPageLeft, readOnly, type DiskTrouble } from './troubles.ts';

const FLAGS = '/api/v1/projects/shop/flags';
const FLAG = 'new-checkout';
const IN_PRODUCTION = `${FLAGS}/${FLAG}/environments/production`;

interface Answer {
  status: number;
  body: Record<string, unknown>;
  retryAfter: string | null;
}

async function ask(server: DiskServer, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: { cookie: server.admin.cookie, origin: server.url, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    retryAfter: response.headers.get('retry-after'),
  };
}

const kill = (server: DiskServer) =>
  ask(server, 'POST', `${IN_PRODUCTION}/kill`, { reason: 'x'.repeat(400), incident: null });
const restore = (server: DiskServer) =>
  ask(server, 'POST', `${IN_PRODUCTION}/restore`, { confirm: FLAG, comment: 'x'.repeat(400) });
const sequenceOf = async (server: DiskServer): Promise<number> => {
  const { body } = await ask(server, 'GET', '/api/v1/projects/shop/changes?limit=1');
  return (body['changes'] as { sequence: number }[])[0]?.sequence ?? 0;
};

/** Writes until one is refused: a full disk still has room for the first few. @returns how many were acknowledged */
async function writeUntilRefused(server: DiskServer): Promise<number> {
  for (let acknowledged = 0; acknowledged < 1_000; acknowledged++) {
    const answer = acknowledged % 2 === 0 ? await kill(server) : await restore(server);
    if (answer.status === 200) continue;
    expectProblem(answer);
    return acknowledged;
  }
  throw new Error('A thousand writes found room on a disk that has none');
}

/** It says what is wrong and what to do, and never that all is well. */
function expectProblem({ status, body, retryAfter }: Answer): void {
  equal(status, 503, JSON.stringify(body));
  equal(body['code'], 'database_unavailable');
  match(String(body['detail']), /\. [A-Z].+\.$/, 'A problem and a remedy');
  ok(Number(retryAfter) > 0);
}

/** Flags are read, streams open and go on, SDKs answer. */
async function expectReads(server: DiskServer): Promise<void> {
  equal((await ask(server, 'GET', `${FLAGS}/${FLAG}`)).status, 200);
  const response = await fetch(`${server.url}/sdk/v1/ruleset`, {
    headers: { authorization: `Bearer ${server.serverKey}` },
  });
  equal(response.status, 200);
  const stream = await openStream(server.url, { key: server.serverKey });
  equal((await stream.next()).event, 'put');
  equal((await stream.next()).event, 'heartbeat');
  stream.close();
  equal(server.client.status, 'READY');
  equal(server.client.getBooleanDetails(FLAG, false, { targetingKey: 'u-1' }).errorCode, undefined);
}

async function suffer(server: DiskServer, trouble: DiskTrouble): Promise<number> {
  const before = await sequenceOf(server);
  const end = await trouble.begin(server);
  server.client.isEnabled(FLAG, { targetingKey: 'u-1' });
  const [acknowledged] = await Promise.all([
    writeUntilRefused(server),
    expectReads(server),
    server.client.flush(),
  ]);
  equal(await sequenceOf(server), before + acknowledged, 'Refused writes leave nothing behind');
  equal(server.client.stats().exposures.dropped, 0, 'What could not be counted is kept');

  await end();
  // By itself: nobody restarts anything.
  const answer = acknowledged % 2 === 0 ? await kill(server) : await restore(server);
  equal(answer.status, 200, JSON.stringify(answer.body));
  if (acknowledged % 2 === 0) equal((await restore(server)).status, 200);
  const after = await fetch(`${server.url}/sdk/v1/ruleset`, {
    headers: { authorization: `Bearer ${server.serverKey}` },
  });
  const { revision } = (await after.json()) as { revision: number };
  await until('the SDK has the writes from afterwards', () => server.client.stats().revision === revision);
  return acknowledged;
}

async function expectWholeLog({ dataFolder }: DiskServer): Promise<void> {
  const store = await openStore(`sqlite:${join(dataFolder, 'signalbox.db')}`);
  try {
    equal((await verifyLog(store, 'shop')).intact, true);
  } finally {
    await store.close();
  }
}

/** What waited while nothing could be written is counted after all. */
async function expectAllCounted({ client }: DiskServer): Promise<void> {
  await until('every exposure is counted', async () => {
    await client.flush();
    return client.stats().exposures.pending === 0;
  });
  const { counted, accepted } = client.stats().exposures;
  equal(accepted, counted);
}

async function sufferAll(rounds: number, troubles: DiskTrouble[], ownDisk: boolean): Promise<Figures> {
  const server = await startDiskServer(ownDisk);
  if (!server) throw new NotHere('No disk can be mounted here; max_page_count shows it instead');
  let acknowledged = 0;
  try {
    for (let round = 0; round < rounds; round++)
      for (const trouble of troubles) {
        try {
          acknowledged += await suffer(server, trouble);
        } catch (error) {
          throw new Error(`With ${trouble.name}`, { cause: error });
        }
      }
    await expectWholeLog(server);
    await expectAllCounted(server);
  } finally {
    await server[Symbol.asyncDispose]();
  }
  return { troubles: troubles.map(({ name }) => name).join('/'), 'acknowledged and kept': acknowledged };
}

const checks: Check[] = [
  {
    name: 'without room, read-only or locked: reads and streams go on, writes answer 503, and then it recovers by itself',
    reduced: 1,
    full: 20,
    run: (count) => sufferAll(count, [noPageLeft, readOnly, locked], false),
  },
  {
    name: 'the same on a real disk that is full (a small tmpfs)',
    reduced: 0,
    full: 20,
    run: (count) => sufferAll(count, [fullDisk], true),
  },
  startWithoutWriting,
  postgresReadOnly,
];

export const disk: Fault = { number: 9, title: 'Disk full, read-only or locked', checks };
