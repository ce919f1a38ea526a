import { equal } from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { RULESET_PATH } from '@signalbox/core/sync';
import { createClient } from '@signalbox/sdk-node';
import { rulesetPayload, wireFlag } from '../../../core/src/sync/fixtures.ts';
import { portOf } from '../../setup/free-port.ts';
import type { Check, Figures } from '../fault.ts';

const PAYLOAD = JSON.stringify(rulesetPayload(1, [wireFlag('checkout', 1, true)]));

/** A proxy that buffers lets everything through but the stream, of which it never has enough. */
async function startBehindBuffer(): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith(RULESET_PATH)) response.end(PAYLOAD);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${portOf(server)}`;
  const client = createClient({ url, sdkKey: 'sbx_server_buffered', onWarning: () => undefined });
  try {
    equal((await client.ready({ timeoutMs: 10_000 })).ready, true);
    equal(client.isEnabled('checkout'), true);
    equal(client.stats().transport === 'stream', false);
  } finally {
    server.closeAllConnections();
    server.close();
    await client.close();
  }
}

async function startOften(count: number): Promise<Figures> {
  await Promise.all(Array.from({ length: count }, startBehindBuffer));
  return { starts: count };
}

export const heldBack: Check = {
  name: 'a stream that something on the way holds back does not hold back the start',
  reduced: 1,
  full: 100,
  run: startOften,
};
