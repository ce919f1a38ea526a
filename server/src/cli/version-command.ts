import { readVersion } from '../version.ts';
import { EXIT, UsageError, type Command } from './command.ts';

export const versionCommand: Command = {
  help: 'Usage: signalbox version\n\nPrints the version of this command.',
  async run(args, terminal) {
    if (args.length > 0) throw new UsageError('Takes no arguments.');
    terminal.print(`signalbox ${readVersion()}`);
    return EXIT.ok;
  },
};
