import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command.ts';

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
    const key = args.find((arg) => /^--(sdk-)?key\b/.test(arg));
    if (key !== undefined) {
      throw new UsageError(
        'An SDK key is not taken from the command line, where every user of the machine could read it. ' +
          'Set SIGNALBOX_SDK_KEY.',
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
