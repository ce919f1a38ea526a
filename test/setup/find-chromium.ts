import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { unpackChromium } from './unpack-chromium.ts';

export interface Chromium {
  executablePath: string;
  /** What the browser needs in its environment besides. */
  env: Record<string, string>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser that was asked for, Playwright's, the system's, or else the one that comes as a package. */
export async function findChromium(): Promise<Chromium> {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROMIUM_PATH names ${asked}, which does not exist.`);
    return { executablePath: asked, env: {} };
  }

  const executablePath = [chromium.executablePath(), ...onPath()].find((path) => existsSync(path));
  return executablePath ? { executablePath, env: {} } : unpackChromium();
}

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}
