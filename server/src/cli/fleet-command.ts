import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { environmentSchema } from '../environments/schema.ts';
import { receiptSchema } from '../fleet/schema.ts';
import { CommandError, EXIT, UsageError, type Command, type Terminal } from './command.ts';
import { fleetLines, seenIn } from './fleet-text.ts';
import { createLiveText } from './live-text.ts';
import { readOptions } from './options.ts';
import { environmentPath, findProject } from './project.ts';
import type { Receipt } from './receipt-text.ts';
import { get, readApi, type Server } from './server.ts';

const HELP = `Usage: signalbox fleet [options]

Shows who is connected: the SDK instances of an environment, how far each is with its latest revision, and how long that
took. Those that miss it come first.

  --environment KEY     all environments when absent
  --project KEY         SIGNALBOX_PROJECT, or the only project there is, when absent
  --watch               again every second, until Ctrl-C
  --json                as JSON; with --watch a line of it whenever something changed
  --url URL             the server; SIGNALBOX_URL, or http://localhost:4000, when absent
  --help                this text

SIGNALBOX_TOKEN must hold an API token; the role viewer is enough.

Exit codes: 0 shown, 1 refused or no answer, 2 called wrongly.`;

const OPTIONS = {
  environment: { type: 'string' },
  project: { type: 'string' },
  watch: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  url: { type: 'string' },
} as const;

const WATCH_EVERY_MS = 1_000;

const environmentsSchema = z.object({ environments: z.array(environmentSchema) });

/** What is asked for, again and again when watching. */
interface Question {
  project: string;
  environments: readonly string[];
}

export const fleetCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readOptions(args, OPTIONS);
    if (positionals.length > 0) throw new UsageError('Takes no arguments, only options.');
    const api = readApi(values.url, terminal.env);
    const project = await findProject(api, values.project, terminal);
    const environments = values.environment ? [values.environment] : await environmentsOf(api, project);
    const question = { project, environments };

    if (values.watch) return watch(api, question, values.json, terminal);
    const receipts = await ask(api, question);
    terminal.print(
      values.json
        ? JSON.stringify({ project, environments: receipts }, null, 2)
        : fleetLines(project, receipts, Date.now()).join('\n'),
    );
    return EXIT.ok;
  },
};

async function environmentsOf(api: Server, project: string): Promise<string[]> {
  const path = `/api/v1/projects/${encodeURIComponent(project)}/environments`;
  return (await get(api, path, environmentsSchema)).environments.map(({ key }) => key);
}

function ask(api: Server, { project, environments }: Question): Promise<Receipt[]> {
  return Promise.all(
    environments.map((environment) =>
      get(api, `${environmentPath(project, environment)}/instances`, receiptSchema),
    ),
  );
}

/** Ends with the process. A server that is away for a moment is asked again. */
async function watch(api: Server, question: Question, json: boolean, terminal: Terminal): Promise<never> {
  const live = createLiveText(terminal);
  // Refused at the start, it would be refused for ever.
  let receipts = await ask(api, question);
  let seen = '';
  for (;;) {
    const news = seenIn(receipts);
    if (json && news !== seen) {
      terminal.print(JSON.stringify({ project: question.project, environments: receipts }));
    } else if (!json && (terminal.screen || news !== seen)) {
      live.show(fleetLines(question.project, receipts, Date.now()));
    }
    seen = news;
    await sleep(WATCH_EVERY_MS);
    try {
      receipts = await ask(api, question);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      live.keep();
      terminal.warn(error.message);
    }
  }
}
