import { describe, expect, inject, test } from 'vitest';
import { NotHere, type Fault } from './fault.ts';

/** A fault's checks as tests, with few rounds. `pnpm faults` runs the same code with all of them. */
export function expectToHold({ number, title, checks }: Fault): void {
  describe(`Fault ${number}: ${title}`, () => {
    for (const { name, reduced, run } of checks) {
      if (reduced === 0) continue;
      test(`holds: ${name}`, { timeout: 120_000 }, async ({ skip }) => {
        const surroundings = { postgresUrl: inject('postgresUrl'), say: () => undefined };
        const tried = run(reduced, surroundings).catch((error: unknown) => {
          if (error instanceof NotHere) skip(error.message);
          throw error;
        });
        await expect(tried).resolves.toBeDefined();
      });
    }
  });
}
