import { equal } from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createClient } from '@signalbox/sdk-node';
import { checkOptions, createFlagClient, type Client } from '@signalbox/core/sync';
import { nodePlatform } from '../../../sdk-node/src/platform.ts';
import { SERVER_KEY, startServer, type TestServer } from '../../delivery/start-server.ts';
import { setFlag } from '../../delivery/changes.ts';
import { portOf } from '../../setup/free-port.ts';
import { ada } from '../../store/shop.ts';
import type { Fault, Figures } from '../fault.ts';
import { startProxy, type Proxy, type ProxyTrouble } from '../proxy.ts';
import { together } from '../together.ts';
import { until } from '../until.ts';
import { permutations } from './permutations.ts';
import { troubles } from './troubles.ts';

/** How clients are made: as applications make them, or with a clock that runs faster. */
type StartClient = (url: string) => Client;

const startClient: StartClient = (url) => createClient(optionsFor(url));

/** Real sockets and a clock that runs faster, long waits most of all, so that nobody has to wait for them. */
const startHurriedClient: StartClient = (url) => {
  const options = checkOptions(optionsFor(url), () => undefined, Date.now);
  const platform = nodePlatform(options, false);
  return createFlagClient(options, {
    ...platform,
    setTimer: (callback, ms) => platform.setTimer(callback, ms > 5_000 ? ms / 10 : ms / 2),
  });
};

function optionsFor(url: string) {
  return { url, sdkKey: SERVER_KEY, pollIntervalMs: 1_000, onWarning: () => undefined };
}

/** Below 400 ms a client's watchdog waits a second. */
const HEARTBEAT_MS = 100;

/** A way to the server, and two SDKs on it: one from before the trouble, one that starts in the middle of it. */
interface Case {
  trouble: ProxyTrouble;
  proxy: Proxy;
  clients: Client[];
}

async function rideOut(rounds: number, startOne: StartClient): Promise<Figures> {
  let worst = 0;
  let cases = 0;
  await using elsewhere = await startEavesdropper();
  await using server = await startServer({ heartbeatMs: HEARTBEAT_MS });
  for (let round = 1; round <= rounds; round++) {
    const all = await together(troubles(elsewhere.url).map((trouble) => openCase(server, trouble, startOne)));
    try {
      await together(all.map((one) => disturb(server, one, startOne, round)));
      const healedAt = performance.now();
      for (const { proxy } of all) proxy.set(undefined);
      await server.store.commit(setFlag('healed', { archived: round % 2 === 0 }), ada);
      await together(all.map((one) => expectNewest(server, one)));
      worst = Math.max(worst, performance.now() - healedAt);
    } finally {
      await Promise.all(all.map(closeCase));
    }
    cases += all.length;
  }
  equal(elsewhere.heard, '', 'The key must not reach another server');
  return { cases, 'worst until all are well again (ms)': Math.round(worst) };
}

async function openCase({ url }: TestServer, trouble: ProxyTrouble, startOne: StartClient): Promise<Case> {
  const proxy = await startProxy(url);
  const client = startOne(proxy.url);
  const { ready } = await client.ready({ timeoutMs: 20_000 });
  equal(ready, true, 'A client that nothing disturbs is ready');
  return { trouble, proxy, clients: [client] };
}

/** Changes a flag in the middle of the trouble, and waits until that was felt. */
async function disturb(
  server: TestServer,
  { trouble, proxy, clients }: Case,
  startOne: StartClient,
  round: number,
): Promise<void> {
  proxy.set(trouble);
  clients.push(startOne(proxy.url));
  await server.store.commit(setFlag(`flag-${round % 5}`), ada);
  await until(`"${trouble.name}" is felt`, () => proxy.hits >= 2);
}

/** Everybody streams, at the server's revision and with its digest, and answers by it. */
async function expectNewest(server: TestServer, { trouble, clients }: Case): Promise<void> {
  const response = await fetch(`${server.url}/sdk/v1/ruleset`, {
    headers: { authorization: `Bearer ${SERVER_KEY}` },
  });
  const { revision, digest, flags } = (await response.json()) as Record<string, unknown>;
  const at = (client: Client) => JSON.stringify({ ...client.stats(), exposures: undefined });
  for (const client of clients) {
    await until(
      () => `after "${trouble.name}" ${at(client)} comes to ${String(revision)} ${String(digest)}`,
      () => {
        const { status, transport, ...stats } = client.stats();
        const newest = stats.revision === revision && stats.digest === digest;
        return newest && status === 'READY' && transport === 'stream';
      },
    );
    equal(client.stats().flags, Array.isArray(flags) ? flags.length : -1);
  }
}

async function closeCase({ proxy, clients }: Case): Promise<void> {
  await proxy[Symbol.asyncDispose]();
  await Promise.all(clients.map((client) => client.close()));
}

/** Another server, which must not hear of the key. */
async function startEavesdropper(): Promise<{ url: string; readonly heard: string } & AsyncDisposable> {
  let heard = '';
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => (heard += String(chunk)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    get heard() {
      return heard;
    },
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}

export const network: Fault = {
  number: 3,
  title: 'Bad links',
  checks: [
    {
      name: 'whatever the network does, once it is well every SDK streams the newest revision',
      reduced: 1,
      full: 50,
      run: (count) => rideOut(count, startHurriedClient),
    },
    {
      name: 'the same by the real clock',
      reduced: 0,
      full: 10,
      run: (count) => rideOut(count, startClient),
    },
    permutations,
  ],
};
