import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A temporary file that is this old belongs to a process that ended while it wrote. */
const LEFT_OVER_AFTER_MS = 60_000;
const ENDING = '.tmp';

/** Beside the file that it will become, so that it can be renamed. */
export function temporaryName(file: string, id: string): string {
  return `${file}.${id}${ENDING}`;
}

/** Removes what processes left that were killed while they wrote. Never rejects: another start will try again. */
export async function removeLeftovers(file: string): Promise<void> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    // The id in between is a UUID.
    const isOurs = name.startsWith(`${basename(file)}.`) && name.endsWith(ENDING);
    if (!isOurs || name.length !== temporaryName(basename(file), '').length + 36) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.NaN }));
    if (Date.now() - mtimeMs > LEFT_OVER_AFTER_MS) await rm(path, { force: true }).catch(() => undefined);
  }
}
