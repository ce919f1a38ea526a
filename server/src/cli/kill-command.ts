import { killedSchema } from '../flags/schema.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import { ORDER_OPTIONS, readOrder } from './order.ts';
import { plain } from './plain.ts';
import { flagPath } from './project.ts';
import { prove } from './prove.ts';
import { post } from './server.ts';
import { agoWords } from './time-words.ts';

const HELP = `Usage: signalbox kill FLAG --environment ENVIRONMENT [options]

Gives everybody the flag's off variant, at once, and shows the SDK instances confirm it until all have. Killing a killed
flag changes nothing and shows the receipt of that kill. Ctrl-C ends the waiting, not the kill.

  --environment KEY     where, such as production
  --reason TEXT         why: stands in the change log
  --incident ID         such as INC-123
  --project KEY         SIGNALBOX_PROJECT, or the only project there is, when absent
  --timeout TIME        how long to wait for all of them; 30s when absent
  --no-wait             only kill; do not wait for anybody
  --json                the outcome as JSON, once it is there
  --url URL             the server; SIGNALBOX_URL, or http://localhost:4000, when absent
  --help                this text

SIGNALBOX_TOKEN must hold an API token with the role operator.

Exit codes: 0 killed, and confirmed by all SDK instances, if there are any, 1 refused or no answer, 2 called wrongly,
3 killed, but not confirmed by all in time, or not known who they are.`;

const OPTIONS = {
  ...ORDER_OPTIONS,
  incident: { type: 'string' },
} as const;

export const killCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readOptions(args, OPTIONS);
    const { api, project, environment, flag, proof } = await readOrder(positionals, values, terminal);

    const body = { reason: values.reason, incident: values.incident ?? null };
    const killed = await post(api, `${flagPath(project, flag, environment)}/kill`, body, killedSchema);
    const { changed, revision, config } = killed;
    const what = `${flag} ${changed ? 'is' : 'was'} killed in ${project}/${environment}`;
    const now = `everybody gets "${config.offVariant}" (revision ${revision}).`;
    const said =
      changed || !config.killed ? `${what}: ${now}` : `${what} ${beforeWords(config.killed)}: ${now}`;
    const done = { project, environment, flag, revision, changed };
    return prove(api, terminal, done, said, { ...proof, runs: 'without it' });
  },
};

function beforeWords({ at, by, reason }: { at: number; by: string; reason: string }): string {
  const why = reason === '' ? '' : `, reason "${plain(reason)}"`;
  return `already, ${agoWords(at, Date.now())} by ${plain(by)}${why}`;
}
