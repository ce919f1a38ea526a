import { chromium, type Browser } from 'playwright-core';
import { inject } from 'vitest';

/** The run's browser. Open pages through `newContext()`, close the connection when done: the browser itself goes on. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(inject('browserEndpoint'));
}
