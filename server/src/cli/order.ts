import { UsageError, type Terminal } from './command.ts';
import { findProject } from './project.ts';
import type { ProofOptions } from './prove.ts';
import { readApi, type Server } from './server.ts';
import { readDuration } from './time-words.ts';

/** Options of what is done to a flag and then proven. */
export const ORDER_OPTIONS = {
  environment: { type: 'string' },
  project: { type: 'string' },
  timeout: { type: 'string', default: '30s' },
  'no-wait': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  url: { type: 'string' },
  reason: { type: 'string', default: '' },
} as const;

interface OrderValues {
  environment?: string | undefined;
  project?: string | undefined;
  timeout: string;
  'no-wait': boolean;
  json: boolean;
  url?: string | undefined;
}

/** Which flag, where, by which server, and how long to wait for everybody. */
export interface Order {
  api: Server;
  project: string;
  environment: string;
  flag: string;
  proof: Omit<ProofOptions, 'runs'>;
}

/** @throws {UsageError} */
export async function readOrder(
  [flag, ...more]: readonly string[],
  values: OrderValues,
  terminal: Terminal,
): Promise<Order> {
  if (flag === undefined || more.length > 0) throw new UsageError('Name one flag.');
  const { environment, json } = values;
  if (environment === undefined || environment === '') {
    throw new UsageError('Say where with --environment, such as --environment production.');
  }
  const timeoutMs = readDuration(values.timeout, '--timeout');
  const api = readApi(values.url, terminal.env);
  const project = await findProject(api, values.project, terminal);
  return { api, project, environment, flag, proof: { timeoutMs, wait: !values['no-wait'], json } };
}
