import { createProgram } from './processes.ts';
import { buildPages } from './pages.ts';
import { untilReady } from './ready.ts';

buildPages();

const program = createProgram();
const server = program.run('The server', ['server/src/main.ts']);

if (process.env['SIGNALBOX_DEMO'] !== 'false' && (await untilReady(server)) && !program.stopping) {
  // A demo that fails is no reason to take flags away: the server stays up.
  void program.run('The demo', ['demo/src/main.ts']).then((code) => {
    if (!program.stopping) console.error(`The demo ended with code ${code}. The server goes on.`);
  });
}

const code = await server;
await program.stop();
process.exit(code);
