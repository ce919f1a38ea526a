import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@signalbox/sdk-node';
import type { Client } from '@signalbox/core/sync';
import { readConfig } from '../../../server/src/config.ts';
import { createLogger } from '../../../server/src/logging/logger.ts';
import { startServer } from '../../../server/src/start.ts';
import { signIn, type Admin } from '../../setup/admin.ts';
import { freePort } from '../../setup/free-port.ts';
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../../setup/signalbox.ts';
import { mountSmallDisk, unmount } from './troubles.ts';
import { writerOf } from './writer-connection.ts';

/** A whole server with the demo project, its database in a file, and an SDK that streams from it. */
export interface DiskServer extends AsyncDisposable {
  url: string;
  dataFolder: string;
  serverKey: string;
  admin: Admin;
  /** The connection that it writes on. */
  writer: { pragma(text: string): unknown };
  client: Client;
}

interface Folder {
  path: string;
  remove(): Promise<void>;
}

async function makeFolder(ownDisk: boolean): Promise<Folder | undefined> {
  const path = await mkdtemp(join(tmpdir(), 'signalbox-disk-'));
  const mounted = ownDisk && (await mountSmallDisk(path));
  async function remove(): Promise<void> {
    if (mounted) await unmount(path);
    await rm(path, { recursive: true, force: true });
  }
  if (mounted === ownDisk) return { path, remove };
  await remove();
  return undefined;
}

/** @returns undefined when a disk of its own is wanted and none can be mounted */
export async function startDiskServer(ownDisk: boolean): Promise<DiskServer | undefined> {
  const folder = await makeFolder(ownDisk);
  if (!folder) return undefined;
  try {
    return await startOn(folder);
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

async function startOn({ path: dataFolder, remove }: Folder): Promise<DiskServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = readConfig({
    SIGNALBOX_DATA: dataFolder,
    SIGNALBOX_PORT: String(port),
    SIGNALBOX_URL: url,
    SIGNALBOX_ADMIN_EMAIL: ADMIN_EMAIL,
    SIGNALBOX_ADMIN_PASSWORD: ADMIN_PASSWORD,
    SIGNALBOX_HEARTBEAT_SECONDS: '1',
    SIGNALBOX_PROBE: 'off',
  });
  const { started, writer } = await writerOf(() => startServer(config, createLogger('silent')));
  const { serverKey } = JSON.parse(await readFile(join(dataFolder, 'demo.json'), 'utf8')) as {
    serverKey: string;
  };
  const client = createClient({ url, sdkKey: serverKey, onWarning: () => undefined });
  await client.ready();
  return {
    url,
    dataFolder,
    serverKey,
    admin: await signIn(url, ADMIN_EMAIL, ADMIN_PASSWORD),
    writer,
    client,
    async [Symbol.asyncDispose]() {
      await client.close();
      await started.close();
      await remove();
    },
  };
}
