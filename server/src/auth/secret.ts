import { randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secret that signs sessions: the given one, or one made once and kept in the data folder. */
export async function sessionSecret(given: string | undefined, dataFolder: string): Promise<string> {
  if (given !== undefined) return given;
  const file = join(dataFolder, 'secret');
  return (await kept(file)) ?? (await make(file));
}

/** Undefined when there is none, or one that was never written to its end. */
async function kept(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function make(file: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  const secret = randomBytes(32).toString('base64url');
  try {
    // Whole or not at all: a full disk would leave an empty secret.
    await writeFile(draft, secret, { mode: 0o600, flag: 'wx' });
    try {
      // Never over one that another process made meanwhile, or everybody would be signed out.
      await link(draft, file);
    } catch {
      const other = await kept(file);
      if (other !== undefined) return other;
      // An empty one is in the way, or the file system has no links.
      await rename(draft, file);
    }
    return secret;
  } finally {
    await rm(draft, { force: true });
  }
}
