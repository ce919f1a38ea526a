#!/usr/bin/env node
// Plain JavaScript, and nothing imported before the check: an older Node cannot even read the files that would complain.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`signalbox needs Node.js 22.18 or newer; this is ${process.version}.`);
  process.exitCode = 1;
} else {
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
