import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { AppEnv } from './router.ts';
import { clientAddress } from './client-address.ts';

async function addressOf(trustedProxies: number, forwardedFor?: string): Promise<string> {
  const app = new Hono<AppEnv>().get('/', (c) => c.text(clientAddress(c, trustedProxies)));
  const response = await app.request(
    '/',
    forwardedFor ? { headers: { 'x-forwarded-for': forwardedFor } } : {},
  );
  return response.text();
}

test('without proxies of ours, what a request claims about its address counts for nothing', async () => {
  expect(await addressOf(0, '203.0.113.9')).toBe('127.0.0.1');
});

test('behind one proxy the last hop counts, behind two the one before it', async () => {
  expect(await addressOf(1, 'claimed, 203.0.113.9')).toBe('203.0.113.9');
  expect(await addressOf(2, 'claimed, 203.0.113.9, 10.0.0.1')).toBe('203.0.113.9');
});

test('a request that came past the proxies counts as its own', async () => {
  expect(await addressOf(1)).toBe('127.0.0.1');
  expect(await addressOf(2, '203.0.113.9')).toBe('127.0.0.1');
});
