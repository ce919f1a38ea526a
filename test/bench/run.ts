/** `pnpm bench NAME [--json …]`: runs one benchmark. They print figures and ratios; they never judge. */

const BENCHMARKS = ['evaluate', 'stream', 'regex'];

const [name = '', ...args] = process.argv.slice(2);
if (!BENCHMARKS.includes(name)) {
  console.error(`Name a benchmark: ${BENCHMARKS.map((known) => `pnpm bench ${known}`).join(', ')}.`);
  process.exit(1);
}
const benchmark = (await import(`./${name}.ts`)) as { run(args: string[]): void | Promise<void> };
await benchmark.run(args);
