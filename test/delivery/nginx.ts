import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { root } from '../../scripts/root.ts';
import { freePort } from '../setup/free-port.ts';

const run = promisify(execFile);
const CACHE = join(root, '.cache');
const APT_TIMEOUT_MS = 60_000;

interface Program {
  path: string;
  /** Folders of the libraries that came with it. */
  libraries: string[];
}

/**
 * The nginx that $NGINX_PATH names, the system's, or else Debian's: fetched and checked by apt, unpacked without being
 * installed. A text that says why there is none otherwise.
 */
export async function findNginx(): Promise<Program | string> {
  const asked = process.env['NGINX_PATH'];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const path = asked || folders.map((folder) => join(folder, 'nginx')).find((file) => existsSync(file));
  if (path) return { path, libraries: [] };
  const folder = join(CACHE, 'nginx');
  try {
    if (!existsSync(folder)) await fetchNginx(folder);
    return { path: join(folder, 'usr/sbin/nginx'), libraries: await libraryFolders(folder) };
  } catch (error) {
    return `no nginx on $NGINX_PATH or PATH, nor from apt: ${String(error).split('\n')[0]}`;
  }
}

async function fetchNginx(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  // Beside its place and moved there whole, so that a half-finished copy is never taken for good.
  const half = await mkdtemp(`${folder}-`);
  const apt = await mkdtemp(join(tmpdir(), 'signalbox-apt-'));
  try {
    await mkdir(join(apt, 'state/lists/partial'), { recursive: true });
    await mkdir(join(apt, 'cache/archives/partial'), { recursive: true });
    const settings = {
      'Dir::State': join(apt, 'state'),
      'Dir::State::status': '/var/lib/dpkg/status',
      'Dir::Cache': join(apt, 'cache'),
      'Debug::NoLocking': '1',
      'APT::Sandbox::User': 'root',
      'Acquire::Languages': 'none',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    const limits = { timeout: APT_TIMEOUT_MS };
    await run('apt-get', [...options, 'update'], limits);
    const install = ['install', '--download-only', '--yes', '--no-install-recommends', 'nginx'];
    await run('apt-get', [...options, ...install], limits);
    const archives = join(apt, 'cache/archives');
    const packages = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
    for (const name of packages) await run('dpkg-deb', ['-x', join(archives, name), half], limits);
    await rename(half, folder);
  } finally {
    await rm(half, { recursive: true, force: true });
    await rm(apt, { recursive: true, force: true });
  }
}

async function libraryFolders(folder: string): Promise<string[]> {
  const candidates = ['lib', 'usr/lib'].map((name) => join(folder, name)).filter((path) => existsSync(path));
  const inside = await Promise.all(
    candidates.map(async (path) => (await readdir(path)).map((name) => join(path, name))),
  );
  return [...candidates, ...inside.flat().filter((path) => path.endsWith('-linux-gnu'))];
}

/** A running nginx. */
export interface Nginx extends AsyncDisposable {
  url: string;
}

/** @param locations what stands inside `server { … }` besides the port */
export async function startNginx({ path, libraries }: Program, locations: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path tmp;`,
  );
  const configuration = `
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log stderr warn;
    events {}
    http {
      access_log off;
      ${temporary.join('\n')}
      server { listen 127.0.0.1:${port}; ${locations} }
    }`;
  await writeFile(join(folder, 'nginx.conf'), configuration);
  const child = spawn(path, ['-p', folder, '-e', 'stderr', '-c', 'nginx.conf'], {
    env: { ...process.env, ...(libraries.length > 0 && { LD_LIBRARY_PATH: libraries.join(delimiter) }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A test that takes too long disposes of nothing.
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const ended = once(child, 'exit');
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`nginx does not run: ${said}`);
    await wait(20);
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
