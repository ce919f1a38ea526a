import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './root.ts';

/** What each page is made of. A change in any of these files asks for a new build. */
const pages = {
  'admin-ui': [
    'admin-ui/{src,public}/**/*',
    'admin-ui/{index.html,vite.config.ts,package.json}',
    'core/src/**/*.ts',
  ],
  demo: [
    'demo/{src,public}/**/*',
    'demo/{index.html,vite.config.ts,package.json}',
    'sdk-browser/src/**/*.ts',
    'core/src/**/*.ts',
  ],
};

export type Page = keyof typeof pages;

/** The `vite` command of a package, to be run by this very Node. */
export function viteCommand(page: Page): string {
  const manifest = createRequire(join(root, page, 'package.json')).resolve('vite/package.json');
  return join(dirname(manifest), 'bin/vite.js');
}

/** Builds the admin UI and the demo page, each only when its sources differ from those of the last build. */
export function buildPages(): void {
  for (const page of Object.keys(pages) as Page[]) buildPage(page);
}

function buildPage(page: Page): void {
  const stampFile = join(root, page, 'dist/.stamp');
  const stamp = digest(pages[page]);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  console.log(`Building ${page} …`);
  const build = spawnSync(process.execPath, [viteCommand(page), 'build', '--logLevel', 'warn'], {
    cwd: join(root, page),
    stdio: ['ignore', 'inherit', 'inherit'],
    // Tests build too, and they run as NODE_ENV=test: the page must be the same one.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (build.status !== 0) throw new Error(`The build of ${page} failed.`);
  // Written last: a build that was cut short leaves no stamp and is done again.
  writeFileSync(stampFile, stamp);
}

function digest(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns, 'pnpm-lock.yaml'], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}
