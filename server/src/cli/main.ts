import { CommandError, EXIT, UsageError, type Command, type Terminal } from './command.ts';
import { processTerminal } from './process-terminal.ts';

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
    name: 'kill',
    summary: 'kills a flag, and shows who runs without it',
    load: async () => (await import('./kill-command.ts')).killCommand,
  },
  {
    name: 'restore',
    summary: 'lifts a kill',
    load: async () => (await import('./restore-command.ts')).restoreCommand,
  },
  {
    name: 'fleet',
    summary: 'who is connected, and how far each one is',
    load: async () => (await import('./fleet-command.ts')).fleetCommand,
  },
  {
    name: 'codegen',
    summary: "the types of an environment's flags",
    load: async () => (await import('./codegen-command.ts')).codegenCommand,
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

/** Runs a command. Resolves with its exit code: see EXIT. */
export async function main(
  [name, ...args]: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  if (name === '--help' || name === '-h') return show(HELP, terminal);
  const entry = COMMANDS.find((candidate) => candidate.name === (name === '--version' ? 'version' : name));
  if (!entry) {
    const problem = name === undefined ? 'Name a command.' : `There is no command "${name}".`;
    terminal.warn(`${problem}\n\n${HELP}`);
    return EXIT.usage;
  }
  const command = await entry.load();
  if (args.includes('--help') || args.includes('-h')) return show(command.help, terminal);
  try {
    return await command.run(args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.warn(`${error.message}\nsignalbox ${entry.name} --help says how to call it.`);
      return EXIT.usage;
    }
    if (!(error instanceof CommandError)) throw error;
    terminal.warn(error.message);
    return EXIT.failed;
  }
}

function show(help: string, terminal: Terminal): number {
  terminal.print(help);
  return EXIT.ok;
}
