import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command.ts';

const SECRETS = [
  { argument: /^--(sdk-)?key\b/, what: 'An SDK key', variable: 'SIGNALBOX_SDK_KEY' },
  { argument: /^--(api-)?token\b/, what: 'An API token', variable: 'SIGNALBOX_TOKEN' },
];

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Arguments as their command declares them.
 * @throws {UsageError}
 */
export function readOptions<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!isParseError(error)) throw error;
    const secret = SECRETS.find(({ argument }) => args.some((arg) => argument.test(arg)));
    if (secret) {
      throw new UsageError(
        `${secret.what} is not taken from the command line, where every user of the machine could read it. ` +
          `Set ${secret.variable}.`,
      );
    }
    // Node adds how to pass positional arguments that begin with a dash.
    const [sentence = ''] = error.message.split('. ');
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}

function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
