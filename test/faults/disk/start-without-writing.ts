import { equal, match, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, SERVER_SOURCE } from '../../setup/bundle.ts';
import { freePort } from '../../setup/free-port.ts';
import { NotHere, type Check, type Figures } from '../fault.ts';
import { fillDisk, makeReadOnly, mountSmallDisk, unmount } from './troubles.ts';

const GIVE_UP_MS = 60_000;

/** Starts a server that cannot, and waits for its end. */
async function startServer(dataFolder: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [await bundle(SERVER_SOURCE)], {
    env: { ...process.env, SIGNALBOX_DATA: dataFolder, SIGNALBOX_PORT: String(await freePort()) },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: GIVE_UP_MS,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said: said.trim() };
}

/** One line with the folder and what to do, no trace of a stack, and no start that goes on for ever. */
async function expectSentence(dataFolder: string, remedy: RegExp): Promise<void> {
  const { code, said } = await startServer(dataFolder);
  ok(code !== null && code > 0, `It ended with ${code}, saying ${said}`);
  equal(said.split('\n').length, 1, said);
  ok(said.includes(dataFolder), said);
  match(said, remedy);
}

async function startOnce(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-start-'));
  const mounted = await mountSmallDisk(folder);
  try {
    if (!mounted) throw new NotHere('No disk can be mounted here, and root may write to any folder');
    const free = await fillDisk(folder);
    await expectSentence(folder, /is full.*Make room/);
    await free();
    if (!(await makeReadOnly(folder))) throw new NotHere('No disk can be made read-only here');
    await expectSentence(folder, /read-only.*may write/);
  } finally {
    if (mounted) await unmount(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

async function startOften(rounds: number): Promise<Figures> {
  for (let round = 0; round < rounds; round++) await startOnce();
  return { 'starts refused': rounds * 2 };
}

export const startWithoutWriting: Check = {
  name: 'a server started on a full or read-only disk says in one sentence what to do, and ends',
  reduced: 1,
  full: 5,
  run: startOften,
};
