import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { startSignalbox } from '../setup/signalbox.ts';
import { CONSUMERS, MIDDLEWARE_CONSUMER, OPENFEATURE_CONSUMERS, REACT_CONSUMER } from './consumers.ts';
import { nodes } from './other-node.ts';
import { install, link, pack, run } from './pack.ts';

const SDKS = [
  {
    name: 'sdk-node',
    dependencies: ['eventsource'],
    openFeature: '@openfeature/server-sdk',
    provider: 'SignalboxProvider',
  },
  {
    name: 'sdk-browser',
    dependencies: [],
    openFeature: '@openfeature/web-sdk',
    provider: 'SignalboxWebProvider',
  },
] as const;

/** Everything is checked, declarations too. */
const TYPES = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types'];

/** A command that only the tests have. */
const tool = (name: string) => join(root, 'test/node_modules/.bin', name);

describe.each(SDKS)('the packed $name', ({ name, dependencies, openFeature, provider }) => {
  let folder: string;
  let tarball: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `signalbox-${name}-`));
    tarball = await pack(name, folder);
    await install(name, tarball, dependencies, folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is in order for publint', async () => {
    await expect(run(tool('publint'), [tarball, '--strict'], folder)).resolves.toBeDefined();
  });

  test('has types that resolve as its code does', async () => {
    await expect(run(tool('attw'), [tarball, '--profile', 'esm-only'], folder)).resolves.toBeDefined();
  });

  test('depends on nothing that is not published', async () => {
    const manifest = await readFile(join(folder, 'node_modules/@signalbox', name, 'package.json'), 'utf8');
    const { dependencies: published = {} } = JSON.parse(manifest) as {
      dependencies?: Record<string, string>;
    };
    expect(Object.keys(published)).toEqual(dependencies);
  });

  test.each(nodes())('loads with import and with require under Node $version', async ({ path }) => {
    await writeFile(
      join(folder, 'load.mjs'),
      `import { createClient } from '@signalbox/${name}'; console.log(typeof createClient);`,
    );
    await writeFile(
      join(folder, 'load.cjs'),
      `console.log(typeof require('@signalbox/${name}').createClient);`,
    );
    for (const file of ['load.mjs', 'load.cjs']) {
      expect((await run(path, ['--no-warnings', file], folder)).trim()).toBe('function');
    }
  });

  test('type-checks in what others write, its declarations included', async () => {
    await writeFile(join(folder, 'use.ts'), CONSUMERS[name]);
    await expect(run('tsc', [...TYPES, '', 'use.ts'], folder)).resolves.toBeDefined();
  });

  test('has a README and the license, and nothing that only the workspace needs', async () => {
    const files = (await run('tar', ['-tzf', tarball], folder)).trim().split('\n').toSorted();
    const built = /^package\/dist\/[a-z\d-]+(\.js|\.d\.ts)$/;
    expect(files.filter((file) => !built.test(file))).toEqual([
      'package/LICENSE',
      'package/README.md',
      'package/package.json',
    ]);
  });

  // A page's SDK is tried in a real browser elsewhere.
  const runtimes = name === 'sdk-node' ? nodes() : [];
  test.each(runtimes)('answers flags of a real server under Node $version', async ({ path }) => {
    await using signalbox = await startSignalbox();
    await writeFile(
      join(folder, 'ask.mjs'),
      `import { createClient } from '@signalbox/${name}';
      const client = createClient({ url: '${signalbox.url}', sdkKey: '${signalbox.serverKey}' });
      console.log((await client.ready()).status, client.isEnabled('recommendations'));
      await client.close();`,
    );
    expect((await run(path, ['ask.mjs'], folder)).trim()).toBe('READY true');
  });

  // From here on; all that is above does without.
  describe('beside OpenFeature', () => {
    beforeAll(() => link(name, [openFeature, '@openfeature/core'], folder));

    test('names it as something that one may have', async () => {
      const manifest = await readFile(join(folder, 'node_modules/@signalbox', name, 'package.json'), 'utf8');
      expect(JSON.parse(manifest)).toMatchObject({
        peerDependencies: { [openFeature]: expect.stringMatching(/^\^1\./) },
        peerDependenciesMeta: { [openFeature]: { optional: true } },
      });
    });

    test.each(nodes())(
      'has a provider, with import and with require, under Node $version',
      async ({ path }) => {
        const entry = `@signalbox/${name}/openfeature`;
        await writeFile(
          join(folder, 'provider.mjs'),
          `import { ${provider} as Provider } from '${entry}'; console.log(new Provider({}).metadata.name);`,
        );
        await writeFile(
          join(folder, 'provider.cjs'),
          `console.log(new (require('${entry}').${provider})({}).metadata.name);`,
        );
        for (const file of ['provider.mjs', 'provider.cjs']) {
          expect((await run(path, ['--no-warnings', file], folder)).trim()).toBe('signalbox');
        }
      },
    );

    test('type-checks in what others write', async () => {
      await writeFile(join(folder, 'use-openfeature.ts'), OPENFEATURE_CONSUMERS[name]);
      // OpenFeature's own declarations need Node's.
      await link('.', ['@types/node'], folder);
      await expect(run('tsc', [...TYPES, 'node', 'use-openfeature.ts'], folder)).resolves.toBeDefined();
    });
  });

  test.runIf(name === 'sdk-browser')('has hooks for React, and explains, in what others write', async () => {
    await link(name, ['react', '@types/react'], folder);
    await writeFile(join(folder, 'use-react.ts'), REACT_CONSUMER);
    await expect(run('tsc', [...TYPES, '', 'use-react.ts'], folder)).resolves.toBeDefined();
    await writeFile(
      join(folder, 'load-react.mjs'),
      `import { useFlag } from '@signalbox/${name}/react';
      import { explain } from '@signalbox/${name}/explain';
      console.log(typeof useFlag, typeof explain);`,
    );
    expect((await run(process.execPath, ['load-react.mjs'], folder)).trim()).toBe('function function');
  });

  test.runIf(name === 'sdk-node')('has middleware for Hono and Express, in what others write', async () => {
    await link(name, ['hono', 'express', '@types/express'], folder);
    await writeFile(join(folder, 'use-middleware.ts'), MIDDLEWARE_CONSUMER);
    const types = [...TYPES, 'node', '--esModuleInterop', '--skipLibCheck'];
    await expect(run('tsc', [...types, 'use-middleware.ts'], folder)).resolves.toBeDefined();
    await writeFile(
      join(folder, 'load-middleware.cjs'),
      `const { createClient } = require('@signalbox/${name}');
      const { flagContext } = require('@signalbox/${name}/express');
      require('@signalbox/${name}/hono');
      const client = createClient({ offline: true });
      flagContext(() => ({ targetingKey: 'c-1' }))({}, {}, () => console.log(client.isEnabled('new-checkout')));`,
    );
    expect((await run(process.execPath, ['load-middleware.cjs'], folder)).trim()).toBe('false');
  });
});
