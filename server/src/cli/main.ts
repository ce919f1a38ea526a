import { text } from 'node:stream/consumers';
import { CommandError, EXIT, UsageError, type Command, type Terminal } from './command.ts';

interface Entry {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Each is loaded when it is called: what one needs does not slow the others down. */
  load(): Promise<Command>;
}

const COMMANDS: readonly Entry[] = [
  {
    name: 'explain',
    summary: 'how a flag is answered for a context, and why',
    load: async () => (await import('./explain-command.ts')).explainCommand,
  },
  {
    name: 'version',
    summary: 'the version of this command',
    load: async () => (await import('./version-command.ts')).versionCommand,
  },
];

const HELP = `Usage: signalbox COMMAND [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

signalbox COMMAND --help says more. docs/cli.md has examples.`;

const terminal: Terminal = {
  env: process.env,
  print: (lines) => void process.stdout.write(`${lines}\n`),
  read: () => text(process.stdin),
};

/** Runs a command. Resolves with its exit code: 0 done, 1 failed, 2 called wrongly. */
export async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') return show(HELP);
  const entry = COMMANDS.find((candidate) => candidate.name === (name === '--version' ? 'version' : name));
  if (!entry) {
    const problem = name === undefined ? 'Name a command.' : `There is no command "${name}".`;
    console.error(`${problem}\n\n${HELP}`);
    return EXIT.usage;
  }
  const command = await entry.load();
  if (args.includes('--help') || args.includes('-h')) return show(command.help);
  try {
    return await command.run(args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nsignalbox ${entry.name} --help says how to call it.`);
      return EXIT.usage;
    }
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    return EXIT.failed;
  }
}

function show(help: string): number {
  terminal.print(help);
  return EXIT.ok;
}
