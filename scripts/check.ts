import { checks, runCheck } from './checks.ts';

const all = {
  ...checks,
  boundaries: ['vitest', 'run', '--project', 'unit', 'test/boundaries.test.ts'] as const,
};

let failed = false;
for (const [name, command] of Object.entries(all)) {
  const started = performance.now();
  const { ok, output } = await runCheck(command);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (!ok) console.log(output.trim());
  failed ||= !ok;
}
process.exit(failed ? 1 : 0);
