import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Description } from './bodies.ts';
import { openApp, type TestApp } from './test-app.ts';

const LARGE = 'go();'.repeat(1_000);

let app: TestApp;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>Signalbox</title>');
  await writeFile(join(folder, 'assets/app-1a2b3c.js'), 'go()');
  await writeFile(join(folder, 'assets/large-5e6f7a.js'), LARGE);
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  await writeFile(join(folder, '../secret.txt'), 'secret');
  app = await openApp({ roles: [], pagesFolder: folder });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('the admin UI', () => {
  test.each(['/', '/projects/shop/flags', '/sign-in?next=/'])(
    '%s is its page, asked for anew each time',
    async (path) => {
      const { status, text, headers } = await app.call(`GET ${path}`);
      expect(status).toBe(200);
      expect(text).toBe('<title>Signalbox</title>');
      expect(headers.get('content-type')).toMatch('text/html');
      expect(headers.get('cache-control')).toBe('no-cache');
    },
  );

  test('files whose name carries a hash are kept for good', async () => {
    const { text, headers } = await app.call('GET /assets/app-1a2b3c.js');
    expect(text).toBe('go()');
    expect(headers.get('content-type')).toMatch('javascript');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('large files come compressed to whoever takes it', async () => {
    const large = await app.call('GET /assets/large-5e6f7a.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(large.headers.get('content-encoding')).toBe('gzip');
    expect(large.headers.get('vary')).toMatch(/accept-encoding/i);
    const plain = await app.call('GET /assets/large-5e6f7a.js');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.text).toBe(LARGE);
  });

  test('other files are asked for anew', async () => {
    const { text, headers } = await app.call('GET /favicon.svg');
    expect(text).toBe('<svg/>');
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  test('a script that is gone is a 404, not the page', async () => {
    const { status, headers } = await app.call('GET /assets/app-old.js');
    expect(status).toBe(404);
    expect(headers.get('cache-control')).not.toContain('immutable');
  });

  test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt'])(
    '%s does not leave its folder',
    async (path) => {
      expect((await app.call(`GET ${path}`)).text).not.toContain('secret');
    },
  );

  test.each(['/api/nothing', '/sdk/nothing', '/openapi.json/x'])('%s is a 404, not a page', async (path) => {
    const { status, headers } = await app.call(`GET ${path}`);
    expect(status).toBe(404);
    expect(headers.get('content-type')).toBe('application/problem+json');
  });

  test('says what to do while it is not built', async () => {
    await using without = await openApp({ roles: [] });
    const { status, text } = await without.call('GET /');
    expect(status).toBe(503);
    expect(text).toContain('npx -y pnpm@12 start');
  });
});

describe('the API description', () => {
  test('describes every route, with what it answers when it refuses', async () => {
    const { body } = await app.call<Description>('GET /openapi.json');
    expect(body.openapi).toBe('3.1.0');
    for (const [path, methods] of Object.entries(body.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const name = `${method} ${path}`;
        expect(operation.summary, name).toMatch(/\S/);
        const guarded = operation['x-role'] === undefined ? [] : ['401', '403'];
        expect(Object.keys(operation.responses), name).toEqual(
          expect.arrayContaining([...guarded, '500', '503']),
        );
      }
    }
  });

  test('names shared shapes once', async () => {
    const { text } = await app.call('GET /openapi.json');
    for (const name of ['Flag', 'FlagConfig', 'Rule', 'Clause', 'Serve', 'Problem', 'Segment', 'Change']) {
      expect(text).toContain(`"#/components/schemas/${name}"`);
    }
  });
});
