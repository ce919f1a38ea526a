import { killedSchema } from '../flags/schema.ts';
import { CommandError, UsageError, type Command, type Terminal } from './command.ts';
import { readOptions } from './options.ts';
import { ORDER_OPTIONS, readOrder } from './order.ts';
import { flagPath } from './project.ts';
import { prove } from './prove.ts';
import { post } from './server.ts';

const HELP = `Usage: signalbox restore FLAG --environment ENVIRONMENT [options]

Lifts a kill: the flag's rules apply again, exactly as they were. Asks for the flag's key to be typed first. Then shows
the SDK instances confirm it until all have.

  --environment KEY     where, such as production
  --yes                 do not ask; needed where nobody is at the keyboard
  --reason TEXT         why: stands in the change log
  --project KEY         SIGNALBOX_PROJECT, or the only project there is, when absent
  --timeout TIME        how long to wait for all of them; 30s when absent
  --no-wait             only restore; do not wait for anybody
  --json                the outcome as JSON, once it is there
  --url URL             the server; SIGNALBOX_URL, or http://localhost:4000, when absent
  --help                this text

SIGNALBOX_TOKEN must hold an API token with the role operator.

Exit codes: 0 restored, and confirmed by all SDK instances, if there are any, 1 refused or no answer, 2 called wrongly,
3 restored, but not confirmed by all in time, or not known who they are.`;

const OPTIONS = {
  ...ORDER_OPTIONS,
  yes: { type: 'boolean', default: false },
} as const;

export const restoreCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readOptions(args, OPTIONS);
    const { api, project, environment, flag, proof } = await readOrder(positionals, values, terminal);
    if (!values.yes) await demandTyped(terminal, flag, `${project}/${environment}`);

    const body = { confirm: flag, comment: values.reason };
    const restored = await post(api, `${flagPath(project, flag, environment)}/restore`, body, killedSchema);
    const { changed, revision, config } = restored;
    const now = config.enabled ? 'its rules apply again' : 'it is off, as it was before the kill';
    const said = `${flag} is restored in ${project}/${environment}: ${now} (revision ${revision}).`;
    const done = { project, environment, flag, revision, changed };
    return prove(api, terminal, done, said, { ...proof, runs: 'with it' });
  },
};

async function demandTyped({ ask }: Terminal, flag: string, place: string): Promise<void> {
  if (!ask) throw new UsageError('Nobody is there to confirm it. Add --yes to restore without asking.');
  const typed = await ask(`Type ${flag} to restore it in ${place}: `);
  if (typed.trim() !== flag) {
    throw new CommandError(`That is not the flag's key. ${flag} is as it was.`);
  }
}
