import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type OnLoadArgs, type OnLoadResult } from 'esbuild';
import { root } from '../../scripts/root.ts';

/** The server as `pnpm start` runs it. */
export const SERVER_SOURCE = join(root, 'server/src/main.ts');

/** Beneath the server, so that the packages left out are found. */
const FOLDER = join(root, 'server/node_modules/.cache/bundles');

/** What cannot be bundled, or finds its own files. */
const EXTERNAL = ['better-sqlite3', 'pg-native', 'pino', 're2js'];
const REQUIRE =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

const bundled = new Map<string, Promise<string>>();

/**
 * A program of the server's in one file: it starts in a quarter of the time that Node needs to read all the sources.
 * Made anew when any file that went into it has changed.
 * @param source the file that is run
 * @returns the file to run instead
 */
export function bundle(source: string): Promise<string> {
  const known = bundled.get(source);
  if (known) return known;
  const made = make(source);
  bundled.set(source, made);
  return made;
}

async function make(source: string): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const whole = join(FOLDER, `${basename(source, '.ts')}.mjs`);
  if (await isFresh(whole)) return whole;

  const begun = new Date();
  const half = join(FOLDER, `${randomUUID()}.mjs`);
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: half,
    bundle: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    external: EXTERNAL,
    banner: { js: REQUIRE },
    logLevel: 'error',
    plugins: [{ name: 'paths', setup: ({ onLoad }) => onLoad({ filter: /\/server\/src\/.*\.ts$/ }, load) }],
  });
  await writeFile(`${half}.json`, JSON.stringify(Object.keys(metafile.inputs)));
  // What is edited from here on is newer.
  await utimes(half, begun, begun);
  // At once: another process may be starting from it.
  await rename(`${half}.json`, `${whole}.json`);
  await rename(half, whole);
  return whole;
}

/** Whether a bundle is there, and none of the files that went into it is newer or gone. */
async function isFresh(whole: string): Promise<boolean> {
  try {
    const [{ mtimeMs }, inputs] = await Promise.all([stat(whole), readFile(`${whole}.json`, 'utf8')]);
    const paths = JSON.parse(inputs) as string[];
    const changed = await Promise.all(paths.map(async (path) => (await stat(join(root, path))).mtimeMs));
    return changed.every((at) => at < mtimeMs);
  } catch {
    return false;
  }
}

/** Sources find their neighbours by where they are themselves: that stays what it was. */
async function load({ path }: OnLoadArgs): Promise<OnLoadResult> {
  const source = await readFile(path, 'utf8');
  const contents = source
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
  return { loader: 'ts', contents };
}
