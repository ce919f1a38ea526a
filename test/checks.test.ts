import { expect, test } from 'vitest';
import { checks, runCheck } from '../scripts/checks.ts';

test.each(Object.entries(checks))(
  'the workspace has clean %s',
  { timeout: 120_000 },
  async (_name, command) => {
    const { ok, output } = await runCheck(command);
    expect(ok, output).toBe(true);
  },
);
