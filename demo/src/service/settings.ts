import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How the shop reaches Signalbox, as the server's demo project wrote it down. */
export interface Settings {
  url: string;
  environment: string;
  serverKey: string;
  clientKey: string;
  port: number;
}

/** Why the shop cannot open, for whoever started it, and the exit code that goes with it. */
export class ClosedError extends Error {
  override name = 'ClosedError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

const DEFAULT_PORT = 4001;

/** @throws {ClosedError} */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const file = join(resolve(environment['SIGNALBOX_DATA'] || './data'), 'demo.json');
  const port = Number(environment['SIGNALBOX_DEMO_PORT'] || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new ClosedError('SIGNALBOX_DEMO_PORT must be a port: 1 to 65535.', 1);
  }
  const { url, environment: name, serverKey, clientKey } = parse(file, read(file));
  if (!isText(url) || !isText(name) || !isText(serverKey) || !isText(clientKey)) {
    throw new ClosedError(
      `${file} names no url, environment, serverKey and clientKey. Remove it and an empty database to seed them anew.`,
      1,
    );
  }
  return { url, environment: name, serverKey, clientKey, port };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // Not an error: a database of one's own has no demo project.
    throw new ClosedError(
      `The demo shop stays closed: there is no ${file} (${error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'}). ` +
        'The Signalbox server writes it when it starts with an empty database.',
      0,
    );
  }
}

function parse(file: string, text: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null ? { ...data } : {};
  } catch {
    throw new ClosedError(`${file} is not JSON.`, 1);
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
