import { readFile } from 'node:fs/promises';
import { CommandError, type Terminal } from './command.ts';

/**
 * All of a file, or of standard input when it is named `-`.
 * @throws {CommandError} when it cannot be read
 */
export async function readText(file: string, terminal: Terminal): Promise<string> {
  if (file === '-') return terminal.read();
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError(`${file} cannot be read: ${reasonOf(error)}.`);
  });
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
