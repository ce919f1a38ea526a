import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endProcess, untilItSays } from '../../load/server-process.ts';
import type { DiskServer } from './server.ts';

/** Something that keeps a server from writing. */
export interface DiskTrouble {
  name: string;
  /** Begins it; the function it answers ends it. */
  begin(server: DiskServer): Promise<() => Promise<void>>;
}

/** `PRAGMA max_page_count`: SQLite answers SQLITE_FULL as it does on a full disk. */
export const noPageLeft: DiskTrouble = {
  name: 'no room left',
  async begin({ writer }) {
    writer.pragma('max_page_count = 1'); // SQLite makes it the number of pages that there are.
    return async () => void writer.pragma('max_page_count = 4294967294');
  },
};

/** `PRAGMA query_only`: SQLite answers SQLITE_READONLY as it does on a file system that was remounted read-only. */
export const readOnly: DiskTrouble = {
  name: 'read-only',
  async begin({ writer }) {
    writer.pragma('query_only = ON');
    return async () => void writer.pragma('query_only = OFF');
  },
};

const HOLD = `
const database = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
database.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
console.log('locked');
process.stdin.resume().once('end', () => process.exit(0));
`;

/** Another process that holds the lock on the database. */
export const locked: DiskTrouble = {
  name: 'locked by another process',
  async begin({ dataFolder }) {
    const holder = spawn(process.execPath, ['-e', HOLD, join(dataFolder, 'signalbox.db')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await untilItSays(holder, 'locked');
    return async () => void (await endProcess(holder));
  },
};

/** A file that takes all that is left of a small disk. */
export const fullDisk: DiskTrouble = {
  name: 'a full disk',
  begin: ({ dataFolder }) => fillDisk(dataFolder),
};

/** @returns what makes room again */
export async function fillDisk(folder: string): Promise<() => Promise<void>> {
  const filler = join(folder, 'filler');
  for (const bytes of [65_536, 4_096, 512, 1]) {
    let rest = true;
    while (rest) rest = await append(filler, bytes);
  }
  return () => rm(filler);
}

async function append(file: string, bytes: number): Promise<boolean> {
  try {
    await writeFile(file, Buffer.alloc(bytes), { flag: 'a' });
    return true;
  } catch {
    return false;
  }
}

/** A disk of a few megabytes, where this may be mounted: for root, on Linux. */
export async function mountSmallDisk(folder: string): Promise<boolean> {
  return (await run('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder])) === 0;
}

export async function makeReadOnly(folder: string): Promise<boolean> {
  return (await run('mount', ['-o', 'remount,ro', folder])) === 0;
}

export async function unmount(folder: string): Promise<void> {
  await run('umount', [folder]);
}

async function run(command: string, args: string[]): Promise<number> {
  const child = spawn(command, args, { stdio: 'ignore' });
  const [code] = (await Promise.race([once(child, 'exit'), once(child, 'error').then(() => [1])])) as [
    number,
  ];
  return code;
}
