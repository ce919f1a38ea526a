import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { View } from '../../server/src/delivery/view.ts';
import { buildRuleset } from '../bench/evaluate/workload.ts';
import { forClients, forServers } from '../bench/snapshots.ts';

const size = async (view: View, encoding: 'gzip' | 'br'): Promise<number> =>
  (await view.body(encoding)).length;

const { flags, segments } = buildRuleset();

test('a thousand flags take at most 8,000 bytes', async () => {
  expect(await size(forServers(flags), 'gzip')).toBeLessThanOrEqual(8_000);
  expect(await size(forServers(flags), 'br')).toBeLessThanOrEqual(4_000);
});

test('with salts and versions of their own, which nothing can compress, they take at most 20,000', async () => {
  const own = flags.map((flag, i) => ({
    ...flag,
    salt: createHash('sha256').update(flag.key).digest('base64url').slice(0, 8),
    version: ((i * 7_919) % 4_000) + 1,
  }));
  expect(await size(forServers(own), 'gzip')).toBeLessThanOrEqual(20_000);
  expect(await size(forServers(own), 'br')).toBeLessThanOrEqual(14_000);
});

test.each(['gzip', 'br'] as const)(
  'a listed key takes at most nine bytes in a page, with %s',
  async (encoding) => {
    const listed = segments.reduce((sum, { included }) => sum + included.length, 0);
    const empty = segments.map((segment) => ({ ...segment, included: [] }));
    const more =
      (await size(forClients(flags, segments), encoding)) - (await size(forClients(flags, empty), encoding));
    expect(listed).toBe(10_000);
    expect(more / listed).toBeLessThanOrEqual(9);
  },
);
