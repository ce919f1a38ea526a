import { readFile, writeFile } from 'node:fs/promises';
import { RULESET_PATH } from '@signalbox/core/sync';
import { z } from 'zod';
import { flagTypes } from '../codegen/index.ts';
import { CommandError, EXIT, UsageError, type Command, type Terminal } from './command.ts';
import { readOptions } from './options.ts';
import { readText, reasonOf } from './read-text.ts';
import { get, readServer } from './server.ts';

const HELP = `Usage: signalbox codegen [options]

Writes the keys and value types of an environment's flags as TypeScript, so that a misspelt key or a wrong type does not
compile.

  --out FILE        where to write, such as src/flags.d.ts; standard output when absent
  --check           write nothing; exit with 1 when FILE is not what would be written
  --ruleset FILE    read the flags from a saved ruleset instead of a server; - is standard input
  --url URL         the server; SIGNALBOX_URL, or http://localhost:4000, when absent
  --help            this text

SIGNALBOX_SDK_KEY says which environment: the application's own key, server-side or client-side.

Exit codes: 0 written or up to date, 1 not up to date, or no answer, 2 called wrongly.`;

const OPTIONS = {
  out: { type: 'string' },
  check: { type: 'boolean', default: false },
  ruleset: { type: 'string' },
  url: { type: 'string' },
} as const;

/** As much of `GET /sdk/v1/ruleset` as types are made from. */
const rulesetSchema = z.object({
  flags: z.array(
    z.object({
      key: z.string(),
      valueType: z.enum(['boolean', 'string', 'number', 'json']),
      variants: z.array(z.object({ value: z.json() })),
    }),
  ),
});

export const codegenCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { values, positionals } = readOptions(args, OPTIONS);
    if (positionals.length > 0) throw new UsageError('Takes no arguments: name the file with --out.');
    const { out, check } = values;
    if (check && out === undefined) throw new UsageError('--check needs --out, the file to look at.');
    const { flags } =
      values.ruleset === undefined
        ? await get(readServer(values.url, terminal.env), RULESET_PATH, rulesetSchema)
        : parseRuleset(await readText(values.ruleset, terminal), values.ruleset);
    const text = flagTypes(flags);
    if (out === undefined) {
      terminal.print(text.trimEnd());
      return EXIT.ok;
    }
    if (check) return await compare(out, text, terminal);
    await write(out, text);
    terminal.print(`${out}: ${flags.length} ${flags.length === 1 ? 'flag' : 'flags'}`);
    return EXIT.ok;
  },
};

async function compare(file: string, text: string, terminal: Terminal): Promise<number> {
  const current = await readFile(file, 'utf8').catch(() => undefined);
  if (current === text) {
    terminal.print(`${file} is up to date`);
    return EXIT.ok;
  }
  const problem = current === undefined ? 'is not there' : 'is not up to date';
  throw new CommandError(`${file} ${problem}. Renew it with: signalbox codegen --out ${file}`);
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new CommandError(`${file} cannot be written: ${reasonOf(error)}.`);
  });
}

function parseRuleset(text: string, source: string): z.output<typeof rulesetSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CommandError(`${source} is not valid JSON.`);
  }
  const parsed = rulesetSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CommandError(
    `${source} is no ruleset. Save one with: curl -H "Authorization: Bearer $KEY" URL${RULESET_PATH}`,
  );
}
