import { deepEqual, equal, match } from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@signalbox/sdk-node';
import type { Client } from '@signalbox/core/sync';
import { rulesetPayload, wireFlag } from '../../../core/src/sync/fixtures.ts';
import { seal } from '../../../core/src/sync/sealed.ts';
import { fileCache } from '../../../sdk-node/src/file-cache.ts';
import { freePort, portOf } from '../../setup/free-port.ts';
import type { Check, Figures } from '../fault.ts';
import { together } from '../together.ts';

const SDK_KEY = `sbx_server_${'m'.repeat(36)}`;
/** In force before anybody has answered: `checkout` is on. */
const KEPT = rulesetPayload(4, [wireFlag('checkout', 4, true)]);

const SOURCES = ['bootstrap', 'cache', 'none'] as const;
type Source = (typeof SOURCES)[number];

/** A server that is no help, and what `ready` says about it. */
interface BadServer extends AsyncDisposable {
  name: string;
  url: string;
  problem: RegExp;
  /** It answers, and does not want the key. */
  refuses: boolean;
}

async function down(): Promise<BadServer> {
  const url = `http://127.0.0.1:${await freePort()}`;
  return {
    name: 'down',
    url,
    problem: /ECONNREFUSED|ended/,
    refuses: false,
    async [Symbol.asyncDispose]() {},
  };
}

async function badName(): Promise<BadServer> {
  const problem = /ENOTFOUND|EAI_AGAIN|ended|no answer/;
  const url = 'http://signalbox.invalid';
  return { name: 'bad DNS', url, problem, refuses: false, async [Symbol.asyncDispose]() {} };
}

async function hanging(): Promise<BadServer> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).resume();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    name: 'hanging',
    url: `http://127.0.0.1:${portOf(server)}`,
    problem: /no answer/,
    refuses: false,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function answeringWith(status: number): Promise<BadServer> {
  const server = createHttpServer((request, response) => {
    request.resume();
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    name: String(status),
    url: `http://127.0.0.1:${portOf(server)}`,
    problem: new RegExp(String(status)),
    refuses: status === 401,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function keep(cacheFile: string, url: string): Promise<void> {
  const cache = fileCache(cacheFile, { url, sdkKey: SDK_KEY, warn: () => undefined });
  cache.save(seal(JSON.stringify(KEPT)));
  await cache.idle();
}

/** Starts an SDK, asks it at once, and waits for what `ready` says. */
async function startOn(server: BadServer, source: Source, folder: string, clients: Client[]): Promise<void> {
  const cacheFile = join(folder, `${server.name}.json`);
  if (source === 'cache') await keep(cacheFile, server.url);
  const client = createClient({
    url: server.url,
    sdkKey: SDK_KEY,
    onWarning: () => undefined,
    ...(source === 'bootstrap' && { bootstrap: JSON.stringify(KEPT) }),
    ...(source === 'cache' && { cacheFile }),
  });
  clients.push(client);
  const kept = source !== 'none';
  // In the very tick in which it was made.
  equal(client.isEnabled('checkout', {}, false), kept);
  equal(client.isEnabled('checkout', {}, true), true);
  const { reason, errorCode } = client.getBooleanDetails('checkout', false);
  if (kept) equal(reason, 'CACHED');
  else deepEqual({ reason, errorCode }, { reason: 'ERROR', errorCode: 'PROVIDER_NOT_READY' });

  const { ready, status, problem } = await client.ready({ timeoutMs: 2_000 });
  equal(ready, kept);
  equal(status, kept ? 'STALE' : server.refuses ? 'ERROR' : 'NOT_READY');
  match(problem ?? '', server.problem);
  equal(client.isEnabled('checkout', {}, false), kept);
}

async function startEverywhere(rounds: number): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-start-'));
  const clients: Client[] = [];
  const servers = await Promise.all([down(), hanging(), answeringWith(500), answeringWith(401), badName()]);
  const tries = servers.flatMap((server) => SOURCES.map((source) => ({ server, source })));
  try {
    for (let round = 0; round < rounds; round++)
      await together(
        tries.map(async ({ server, source }) => {
          try {
            await startOn(server, source, folder, clients);
          } catch (error) {
            throw new Error(`Server ${server.name}, ruleset from: ${source}`, { cause: error });
          }
        }),
      );
  } finally {
    // First, so that nobody waits for them to take what was counted.
    await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
    await Promise.all(clients.map((client) => client.close()));
    await rm(folder, { recursive: true, force: true });
  }
  return { starts: rounds * tries.length };
}

export const matrix: Check = {
  name: 'with a bootstrap, a cache or nothing, and a server that is down, hangs, fails, refuses or has no address: answers at once, and `ready` tells why',
  reduced: 1,
  full: 50,
  run: startEverywhere,
};
