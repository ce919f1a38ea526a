import { createProgram } from './processes.ts';
import { viteCommand } from './pages.ts';
import { untilReady } from './ready.ts';

const program = createProgram();

const ended = [
  program.run('The server', ['--watch', '--watch-preserve-output', 'server/src/main.ts']),
  program.run('The admin UI', [viteCommand('admin-ui'), 'admin-ui']),
  program.run('The demo page', [viteCommand('demo'), 'build', 'demo', '--watch', '--logLevel', 'warn']),
];

if ((await untilReady(Promise.race(ended))) && !program.stopping) {
  ended.push(program.run('The demo', ['--watch', '--watch-preserve-output', 'demo/src/main.ts']));
}

// One of them gone means that something is wrong or that it is time to go: end together.
const code = await Promise.race(ended);
await program.stop();
process.exit(code);
