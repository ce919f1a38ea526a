import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { createClient } from '@signalbox/sdk-node';
import { createShop } from './app.ts';
import type { Settings } from './settings.ts';

const APPLICATION_VERSION = '3.4.0';
/** For the first ruleset; without one the shop opens with its defaults. */
const READY_MS = 2_000;
/** For sending the last exposures. */
const CLOSE_MS = 1_000;

export interface WorkerOptions {
  settings: Settings;
  instance: number;
  instances: number;
  pagesFolder: string;
}

/** One instance of the shop, until `ended` resolves. */
export async function runInstance(options: WorkerOptions, ended: Promise<unknown>): Promise<void> {
  const { url, serverKey, port } = options.settings;
  const client = createClient({
    url,
    sdkKey: serverKey,
    application: 'corner-shop',
    applicationVersion: APPLICATION_VERSION,
  });
  await client.ready({ timeoutMs: READY_MS });

  const app = createShop({ ...options, client });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }) as Server;
  await once(server, 'listening');

  await ended;
  server.close();
  server.closeAllConnections();
  await Promise.race([client.close(), wait(CLOSE_MS)]);
}
