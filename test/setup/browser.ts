import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { findChromium } from './find-chromium.ts';
import { share } from './share.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser of this run listens. */
    browserEndpoint: string;
  }
}

/** Vitest's global setup: a real Chromium for the projects that name this file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { value, release } = await share('browser', startBrowser, (server) => server.close());
  project.provide('browserEndpoint', value.wsEndpoint());
  return release;
}

async function startBrowser() {
  const { executablePath, env } = await findChromium();
  return chromium.launchServer({
    executablePath,
    env: { ...process.env, ...env },
    host: '127.0.0.1',
    // Chromium's sandbox does not work for root, which is who tests are in a container.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--font-render-hinting=none'],
  });
}
