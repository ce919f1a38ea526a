import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The data folder cannot be made; the message names it. */
export class DataFolderError extends Error {
  override name = 'DataFolderError';
}

/** Makes the folder, and those above it, for this user alone. @throws {DataFolderError} when it cannot be. */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new DataFolderError(
      `SIGNALBOX_DATA ${folder} cannot be made (${reason}). Name a folder that this user may write.`,
    );
  }
}

/** Not `recursive`: on a file system that answers ENOENT for ever, such as /proc, Node would then never return. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder, { mode: 0o700 });
  }
}
