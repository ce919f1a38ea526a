import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createClient } from '@signalbox/sdk-node';
import { clock } from '../load/light-streams.ts';

const ROUNDS = 40;

/** A fresh client beside a plain request, the fastest of many each. */
export interface ColdStart {
  readyMs: number;
  getMs: number;
}

/** From `createClient` to `ready`, beside one GET of the same ruleset, not compressed as on the stream. */
export async function measureColdStart(url: string, sdkKey: string): Promise<ColdStart> {
  const best: ColdStart = { readyMs: Infinity, getMs: Infinity };
  for (let round = 0; round < ROUNDS; round++) {
    const asked = clock();
    await get(url, sdkKey);
    best.getMs = Math.min(best.getMs, clock() - asked);
    const began = clock();
    const client = createClient({ url, sdkKey });
    await client.ready();
    best.readyMs = Math.min(best.readyMs, clock() - began);
    await client.close();
  }
  return best;
}

/** The body as it came over the wire. */
function get(url: string, sdkKey: string): Promise<Buffer> {
  const headers = { authorization: `Bearer ${sdkKey}`, 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    http
      .get(`${url}/sdk/v1/ruleset`, { headers, agent: false }, (response) => {
        buffer(response).then(resolve, reject);
      })
      .once('error', reject);
  });
}
