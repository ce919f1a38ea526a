import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../scripts/root.ts';
import { violations } from './boundaries/rules.ts';

const MAX_LINES = 300;
const FOLDERS = '{core,server,sdk-node,sdk-browser,admin-ui,demo}/src/**/*.{ts,tsx}';

const sources = globSync(FOLDERS, { cwd: root }).map((file) => ({
  file: file.replaceAll('\\', '/'),
  text: readFileSync(join(root, file), 'utf8'),
}));

// A test may use whatever it needs to look inside.
const shipped = sources.filter(({ file }) => !/\.test\.tsx?$/.test(file));

test('every source file imports only what its folder may', () => {
  expect(shipped.flatMap(({ file, text }) => violations(file, text))).toEqual([]);
});

test(`no source file is longer than ${MAX_LINES} lines`, () => {
  const scripts = globSync('{test,scripts}/**/*.ts', { cwd: root, exclude: ['**/node_modules/**'] }).map(
    (file) => ({ file, text: readFileSync(join(root, file), 'utf8') }),
  );
  const long = [...sources, ...scripts].filter(({ text }) => text.split('\n').length > MAX_LINES + 1);
  expect(long.map(({ file }) => file)).toEqual([]);
});

describe('the rules themselves', () => {
  test.each([
    ['core/src/evaluator/a.ts', `import { readFileSync } from 'node:fs'`],
    ['core/src/evaluator/a.ts', `import type { Patch } from '../sync/protocol.ts'`],
    ['core/src/evaluator/a.ts', `const { load } = await import('elsewhere')`],
    ['core/src/sync/a.ts', `export { EventSource } from 'eventsource'`],
    ['sdk-node/src/a.ts', `import { z } from 'zod'`],
    ['core/src/openfeature/a.ts', `import type { Provider } from '@openfeature/core'`],
    ['core/src/openfeature/a.ts', `import { FlagClient } from '../sync/index.ts'`],
    ['sdk-node/src/a.ts', `import { Provider } from '@openfeature/server-sdk'`],
    ['sdk-node/src/a.ts', `import { createClient } from '@signalbox/sdk-node'`],
    ['sdk-node/src/openfeature/a.ts', `import { Provider } from '@openfeature/web-sdk'`],
    ['sdk-browser/src/a.ts', `import 'node:crypto'`],
    ['sdk-browser/src/a.ts', `import { useState } from 'react'`],
    ['admin-ui/src/a.ts', `import { app } from '@signalbox/server/app'`],
    ['admin-ui/src/a.ts', `import { type App } from '@signalbox/server/app'`],
    ['admin-ui/src/a.ts', `import type { Flag } from '../../server/src/flags/schema.ts'`],
    ['admin-ui/src/a.ts', `import { createClient } from '@signalbox/sdk-browser'`],
    ['demo/src/a.ts', `import { evaluate } from '@signalbox/core/evaluator'`],
    ['server/src/flags/a.ts', `import { eq } from 'drizzle-orm'`],
    ['server/src/store/store.ts', `import pg from 'pg'`],
    ['server/src/store/postgres/a.ts', `import Database from 'better-sqlite3'`],
    ['server/src/flags/a.ts', `import { open } from '../store/sqlite/open.ts'`],
    ['server/src/flags/a.ts', `import { slugOf } from '../projects/rules.ts'`],
    ['server/src/flags/a.ts', `export * from '../app.ts'`],
    ['server/src/a.ts', `import { createClient } from '@signalbox/sdk-node'`],
  ])('refuse in %s: %s', (file, source) => {
    expect(violations(file, source)).not.toEqual([]);
  });

  test.each([
    ['core/src/evaluator/a.ts', `import murmurhash from 'murmurhash'; import { b } from './b.ts'`],
    ['core/src/evaluator/a.ts', `// import { readFileSync } from 'node:fs'`],
    ['core/src/sync/a.ts', `import type { Flag } from '../evaluator/index.ts'`],
    ['sdk-node/src/a.ts', `import { EventSource } from 'eventsource'; import 'node:fs'`],
    ['core/src/openfeature/a.ts', `import type { Client } from '../sync/index.ts'`],
    ['sdk-node/src/openfeature/a.ts', `import type { Provider } from '@openfeature/server-sdk'`],
    ['sdk-browser/src/openfeature/a.ts', `import { createClient } from '@signalbox/sdk-browser'`],
    ['sdk-browser/src/react/a.tsx', `import { useState } from 'react'`],
    ['sdk-browser/src/react/a.ts', `import { createClient } from '@signalbox/sdk-browser'`],
    [
      'admin-ui/src/a.ts',
      `import type { App } from '@signalbox/server/app'; import { hc } from 'hono/client'`,
    ],
    ['demo/src/a.ts', `import { createClient } from '@signalbox/sdk-node'`],
    ['server/src/store/sqlite/a.ts', `import { eq } from 'drizzle-orm'; import '../store.ts'`],
    ['server/src/auth/a.ts', `import { betterAuth } from 'better-auth'; import '../config.ts'`],
    ['server/src/flags/a.ts', `import '../projects/schema.ts'; import '../http/problem.ts'; import './b.ts'`],
    ['server/src/main.ts', `import { open } from './store/sqlite/open.ts'; import './flags/routes.ts'`],
    ['server/src/probe/a.ts', `import { createClient } from '@signalbox/sdk-node'`],
  ])('allow in %s: %s', (file, source) => {
    expect(violations(file, source)).toEqual([]);
  });
});
