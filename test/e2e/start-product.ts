import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../../scripts/root.ts';
import { freePort } from '../setup/free-port.ts';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';

/** The whole product as `pnpm start` brings it up: the server, and the demo shop with its five instances. */
export interface Product extends AsyncDisposable {
  signalbox: Signalbox;
  shopUrl: string;
}

export async function startProduct(): Promise<Product> {
  const signalbox = await startSignalbox();
  const port = await freePort();
  const shop = spawn(process.execPath, [join(root, 'demo/src/main.ts')], {
    env: { ...process.env, SIGNALBOX_DATA: signalbox.dataFolder, SIGNALBOX_DEMO_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const shopUrl = `http://127.0.0.1:${port}`;
  while (!(await answers(shopUrl))) {
    if (shop.exitCode !== null) throw new Error('The demo shop did not start');
    await wait(50);
  }
  return {
    signalbox,
    shopUrl,
    async [Symbol.asyncDispose]() {
      if (shop.exitCode === null) {
        const ended = once(shop, 'exit');
        shop.kill('SIGTERM');
        await ended;
      }
      await signalbox[Symbol.asyncDispose]();
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
