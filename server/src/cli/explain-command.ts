import type { EvaluationContext, ValueType } from '@signalbox/core/evaluator';
import { explanationText } from '../explain/index.ts';
import { EXPLAIN_PATH, sdkExplainedSchema } from '../explain/schema.ts';
import { EXIT, UsageError, type Command, type Terminal } from './command.ts';
import { readOptions } from './options.ts';
import { readText } from './read-text.ts';
import { post, readServer } from './server.ts';

const HELP = `Usage: signalbox explain FLAG [options]

Shows how a flag is answered for an evaluation context, and why. Counts no exposure.

  --context JSON        the evaluation context, such as '{"targetingKey": "customer-42"}'
  --context-file FILE   the same from a file; - is standard input
  --revision N          as the rules were at that revision of the environment; now when absent
  --type TYPE           the value type that the application asks for: boolean, string, number or json
  --json                the explanation as JSON
  --url URL             the server; SIGNALBOX_URL, or http://localhost:4000, when absent
  --help                this text

SIGNALBOX_SDK_KEY must hold a server-side SDK key: it says which environment is asked.

Exit codes: 0 explained, 1 no such flag, or no explanation, 2 called wrongly.`;

const OPTIONS = {
  context: { type: 'string' },
  'context-file': { type: 'string' },
  revision: { type: 'string' },
  type: { type: 'string' },
  json: { type: 'boolean', default: false },
  url: { type: 'string' },
} as const;

const TYPES: readonly ValueType[] = ['boolean', 'string', 'number', 'json'];

export const explainCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readOptions(args, OPTIONS);
    const [flag, ...more] = positionals;
    if (flag === undefined || more.length > 0) throw new UsageError('Name one flag.');
    const server = readServer(values.url, terminal.env);
    const question = {
      flag,
      context: await readContext(values.context, values['context-file'], terminal),
      ...(values.revision !== undefined && { revision: readRevision(values.revision) }),
      ...(values.type !== undefined && { type: readType(values.type) }),
    };

    const answer = await post(server, EXPLAIN_PATH, question, sdkExplainedSchema);
    const { project, environment, revision, explanation } = answer;
    terminal.print(
      values.json
        ? JSON.stringify(answer, null, 2)
        : `${explanationText(explanation)}\n\n${project}/${environment}, revision ${revision}`,
    );
    return explanation.details.errorCode === 'FLAG_NOT_FOUND' ? EXIT.failed : EXIT.ok;
  },
};

async function readContext(
  text: string | undefined,
  file: string | undefined,
  terminal: Terminal,
): Promise<EvaluationContext> {
  if (text !== undefined && file !== undefined)
    throw new UsageError('Send one of --context and --context-file.');
  if (text !== undefined) return parseContext(text, '--context');
  if (file === undefined) return {};
  return parseContext(await readText(file, terminal), file === '-' ? 'Standard input' : file);
}

function parseContext(text: string, source: string): EvaluationContext {
  const wrong = new UsageError(`${source} must be a JSON object, such as '{"targetingKey": "customer-42"}'.`);
  let context: unknown;
  try {
    context = JSON.parse(text);
  } catch {
    throw wrong;
  }
  if (!isObject(context)) throw wrong;
  return context;
}

function isObject(value: unknown): value is EvaluationContext {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readRevision(text: string): number {
  const revision = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  if (revision === undefined) throw new UsageError(`--revision must be a whole number, not "${text}".`);
  return revision;
}

function readType(text: string): ValueType {
  const type = TYPES.find((candidate) => candidate === text);
  if (!type) throw new UsageError(`--type must be one of ${TYPES.join(', ')}, not "${text}".`);
  return type;
}
