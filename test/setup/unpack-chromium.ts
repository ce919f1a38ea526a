import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import type { Chromium } from './find-chromium.ts';

const require = createRequire(import.meta.url);
const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

/**
 * Unpacks the Chromium of @sparticuz/chromium, once for each version. The package's own way unpacks to a fixed name
 * in the shared temporary folder, where an older version or another user's copy may already lie.
 */
export async function unpackChromium(): Promise<Chromium> {
  const home = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(CACHE, `chromium-${version}`);

  if (!existsSync(folder)) {
    await mkdir(CACHE, { recursive: true });
    // Unpacked beside its place and moved there whole, so that a half-finished copy is never taken for good.
    const half = await mkdtemp(`${folder}-`);
    await Promise.all([
      unpackProgram(join(home, 'bin/chromium.br'), join(half, 'chromium')),
      unpackArchive(join(home, 'bin/al2023.tar.br'), half),
      unpackArchive(join(home, 'bin/fonts.tar.br'), half),
    ]);
    await rename(half, folder).catch(async (error: unknown) => {
      await rm(half, { recursive: true });
      if (!existsSync(folder)) throw error;
    });
  }

  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

async function unpackProgram(source: string, target: string): Promise<void> {
  await pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target));
  await chmod(target, 0o755);
}

async function unpackArchive(source: string, folder: string): Promise<void> {
  // Over a file: tar stops reading at the archive's end mark, before the padding, and a pipe would break there.
  const archive = join(folder, `${basename(source)}.tar`);
  await pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(archive));
  const tar = spawn('tar', ['-x', '-f', archive, '-C', folder], { stdio: 'inherit' });
  const [code] = (await once(tar, 'close')) as [number | null];
  if (code !== 0) throw new Error(`tar could not unpack ${source}.`);
  await rm(archive);
}
