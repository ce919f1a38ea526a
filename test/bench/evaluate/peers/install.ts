import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../../../scripts/root.ts';

/** What is compared with. Exact versions: a benchmark is about one of them. */
export const PACKAGES = {
  'unleash-client': '6.12.1',
  '@openfeature/core': '1.12.0',
  '@openfeature/flagd-core': '4.0.1',
  '@growthbook/growthbook': '1.8.0',
  '@launchdarkly/node-server-sdk': '9.13.7',
};

const folder = join(root, 'test/bench/.cache/peers');

/**
 * Installs the peers, once, beside everything else: the product needs none of them.
 * @returns whether they are there; without a way to the registry they are not
 */
export function installPeers(): boolean {
  const manifest = JSON.stringify({ private: true, dependencies: PACKAGES });
  const done = join(folder, 'installed.json');
  if (existsSync(done)) return true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), manifest);
  // Lets pnpm take this folder for itself and not for a part of the workspace.
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), 'packages: []\n');
  const npm = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 300_000,
    },
  );
  if (npm.status !== 0) return false;
  writeFileSync(done, manifest);
  return true;
}

/** What a peer's package exports, or a part of it that an adapter uses. */
export async function load<Exports>(specifier: string): Promise<Exports> {
  const path = createRequire(join(folder, 'package.json')).resolve(specifier);
  const exports: { default?: Exports } & Exports = await import(pathToFileURL(path).href);
  return exports.default && Object.keys(exports).length <= 2 ? exports.default : exports;
}
