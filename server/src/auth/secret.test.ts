import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sessionSecret } from './secret.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-secret-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('is made once, for its owner alone, and stays, so that nobody is signed out by a restart', async () => {
  const secret = await sessionSecret(undefined, folder);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(await sessionSecret(undefined, folder)).toBe(secret);
  expect(await readdir(folder)).toEqual(['secret']);
  expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
});

test('is the same for two that start at the same moment', async () => {
  const secrets = await Promise.all(Array.from({ length: 8 }, () => sessionSecret(undefined, folder)));
  expect(new Set(secrets).size).toBe(1);
});

test('is not what a full disk left of one', async () => {
  await writeFile(join(folder, 'secret'), '');
  const secret = await sessionSecret(undefined, folder);
  expect(secret).toHaveLength(43);
  expect(await sessionSecret(undefined, folder)).toBe(secret);
});

test('is the one that was configured', async () => {
  expect(await sessionSecret('s'.repeat(40), folder)).toBe('s'.repeat(40));
  expect(await readdir(folder)).toEqual([]);
});
