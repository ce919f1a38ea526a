import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoKeys } from '../../server/src/demo/keys-file.ts';
import { seedDemo } from '../../server/src/demo/seed.ts';
import type { Store } from '../../server/src/store/store.ts';
import { configIn, type Changes, type Environments, type Flag } from './bodies.ts';
import { openApp, type TestApp } from './test-app.ts';

let app: TestApp;
let folder: string;
let keys: DemoKeys | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-demo-'));
  app = await openApp({ roles: ['viewer'] });
  keys = await seedDemo({ store: app.store, url: 'http://localhost:4000', dataFolder: folder });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const get = async <Body>(path: string) =>
  (await app.call<Body>(`GET /api/v1/projects/shop${path}`, { as: 'viewer' })).body;

describe('the demo project', () => {
  test('has eight flags, of every kind and every type', async () => {
    const { flags } = await get<{ flags: Flag[] }>('/flags');
    expect(flags).toHaveLength(8);
    expect(new Set(flags.map(({ kind }) => kind)).size).toBe(4);
    expect(new Set(flags.map(({ valueType }) => valueType)).size).toBe(4);
    expect(flags.every(({ owner, description }) => owner !== '' && description !== '')).toBe(true);
  });

  test('has a history that says who and why', async () => {
    const { changes } = await get<Changes>('/changes');
    expect(changes.length).toBeGreaterThanOrEqual(10);
    expect(changes.every(({ comment, actor }) => comment !== '' && actor.id === 'demo')).toBe(true);
    expect(changes.at(-1)?.action).toBe('project.create');
  });

  test('has three environments and, in each, the beta testers', async () => {
    const { environments } = await get<Environments>('/environments');
    expect(environments.map(({ key, color }) => [key, color])).toEqual([
      ['development', 'green'],
      ['staging', 'orange'],
      ['production', 'red'],
    ]);
    for (const { key } of environments)
      expect(await get(`/environments/${key}/segments/beta-testers`)).toBeTruthy();
  });

  test('begins the story with a checkout that is off in production and on in development', async () => {
    const flag = await get<Flag>('/flags/new-checkout');
    expect(configIn(flag, 'production')).toMatchObject({ enabled: false, rules: [] });
    expect(configIn(flag, 'development').enabled).toBe(true);
    expect(configIn(flag, 'staging').rules).toMatchObject([{ clauses: [{ values: ['beta-testers'] }] }]);
  });

  test('shows public keys no more than what is for clients', async () => {
    const fetched = async (key: string | undefined) => {
      const headers = { authorization: `Bearer ${key}` };
      const { body } = await app.call<{ flags: { key: string }[] }>('GET /sdk/v1/ruleset', { headers });
      return body.flags.map((flag) => flag.key);
    };
    expect(await fetched(keys?.serverKey)).toContain('payment-provider');
    expect(await fetched(keys?.clientKey)).not.toContain('payment-provider');
    expect(await fetched(keys?.clientKey)).toContain('new-checkout');
  });

  test('keys follow the server to another address', async () => {
    const url = 'http://localhost:4200';
    expect(await seedDemo({ store: app.store, url, dataFolder: folder })).toBeUndefined();
    expect(JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8'))).toEqual({ ...keys, url });
  });

  test('is never put over what is there', async () => {
    const before = await app.state();
    expect(
      await seedDemo({ store: app.store, url: 'http://localhost:4000', dataFolder: folder }),
    ).toBeUndefined();
    expect(await app.state()).toEqual(before);
  });
});

test('a seeding that was interrupted anywhere goes on where it stopped', async () => {
  const url = 'http://localhost:4000';
  const whole = (await get<Changes>('/changes?limit=200')).changes.length;
  for (let stopAfter = 1; stopAfter < whole; stopAfter++) {
    await using other = await openApp({ roles: [] });
    const dataFolder = await mkdtemp(join(tmpdir(), 'signalbox-demo-'));
    await expect(seedDemo({ store: stoppingAfter(other.store, stopAfter), url, dataFolder })).rejects.toThrow(
      'killed',
    );
    const resumed = await seedDemo({ store: other.store, url, dataFolder });
    expect(await other.store.changes('shop', { limit: 200 })).toHaveLength(whole);
    for (const key of [resumed?.serverKey, resumed?.clientKey]) {
      const { status } = await other.call('GET /sdk/v1/ruleset', {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(status).toBe(200);
    }
    await rm(dataFolder, { recursive: true, force: true });
  }
});

/** A store whose process is killed after so many commits. */
function stoppingAfter(store: Store, commits: number): Store {
  let done = 0;
  return new Proxy(store, {
    get(target, name: keyof Store) {
      if (name !== 'commit') {
        const value = target[name];
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (...given: Parameters<Store['commit']>) => {
        if (++done > commits) throw new Error('killed');
        return target.commit(...given);
      };
    },
  });
}
