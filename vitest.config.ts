import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const postgres = 'test/setup/postgres.ts';
const browser = 'test/setup/browser.ts';
const pages = 'test/setup/pages.ts';

/** A folder of test/ with what its tests need besides Node. */
function project(name: string, globalSetup: string[], testTimeout = 30_000) {
  return {
    extends: true as const,
    test: { name, include: [`test/${name}/**/*.test.ts`], globalSetup, testTimeout, hookTimeout: 60_000 },
  };
}

export default defineConfig({
  test: {
    sequence: { groupOrder: 1 },
    // Reading the server's modules anew for each file took as long as most files. What a file changes, it puts back.
    isolate: false,
    // Most tests wait for a server, a database or a browser: more of them at once keep the cores busy.
    maxWorkers: Math.max(3, availableParallelism()),
    reporters: ['default', './test/setup/summary-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Properties are tried on thousands of inputs, beside whatever else keeps the cores busy.
          testTimeout: 30_000,
          include: [
            '{core,server,sdk-node,sdk-browser,admin-ui,demo}/src/**/*.test.ts',
            'test/boundaries.test.ts',
          ],
        },
      },
      // Alone and before the others: the checks use every core, and a formatting slip should show first.
      {
        extends: true,
        test: { name: 'checks', include: ['test/checks.test.ts'], sequence: { groupOrder: 0 } },
      },
      project('setup', [postgres, browser]),
      project('store', [postgres]),
      project('faults', [postgres]),
      project('delivery', []),
      project('load', [], 120_000),
      project('api', [postgres]),
      project('cli', []),
      project('ofrep', [browser], 60_000),
      project('conformance', [browser], 120_000),
      project('security', []),
      project('packages', [], 120_000),
      project('openfeature', [browser], 60_000),
      project('e2e', [pages, browser], 60_000),
    ],
  },
});
