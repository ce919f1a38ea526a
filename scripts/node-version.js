// Plain JavaScript, loaded before anything else: an older Node cannot even read the files that would complain.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`Signalbox needs Node.js 22.18 or newer; this is ${process.version}.`);
  console.error('Either update Node.js or start through pnpm, which brings its own: npx -y pnpm@12 start');
  process.exit(1);
}
