import { z } from 'zod';
import { CommandError, UsageError } from './command.ts';

const TIMEOUT_MS = 15_000;

const problemSchema = z.object({ detail: z.string() });

type Env = Record<string, string | undefined>;

/** A Signalbox server, and the secret to ask it with: an SDK key or an API token. */
export interface Server {
  url: string;
  secret: string;
}

/**
 * As an SDK asks it: from `--url` or SIGNALBOX_URL, and from SIGNALBOX_SDK_KEY.
 * @throws {UsageError}
 */
export function readServer(url: string | undefined, env: Env): Server {
  return {
    url: readUrl(url, env),
    secret: readSecret(
      env,
      'SIGNALBOX_SDK_KEY',
      'Set SIGNALBOX_SDK_KEY to a server-side SDK key of the environment.',
    ),
  };
}

/**
 * As people ask it: from `--url` or SIGNALBOX_URL, and from SIGNALBOX_TOKEN.
 * @throws {UsageError}
 */
export function readApi(url: string | undefined, env: Env): Server {
  return {
    url: readUrl(url, env),
    secret: readSecret(
      env,
      'SIGNALBOX_TOKEN',
      'Set SIGNALBOX_TOKEN to an API token. The admin UI makes one: account menu, API tokens.',
    ),
  };
}

function readUrl(url: string | undefined, env: Env): string {
  const address = url ?? env['SIGNALBOX_URL'] ?? 'http://localhost:4000';
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.pathname !== '/') {
    throw new UsageError(
      `"${address}" is no address of a server. Send one such as https://flags.example.com.`,
    );
  }
  return parsed.origin;
}

function readSecret(env: Env, name: string, remedy: string): string {
  const secret = env[name];
  if (secret === undefined || secret === '') throw new UsageError(remedy);
  return secret;
}

/**
 * Asks for JSON and checks what comes back.
 * @param timeoutMs 15 seconds when absent
 * @throws {CommandError} when there is no answer, a refusal, or something else than expected
 */
export function get<S extends z.ZodType>(
  server: Server,
  path: string,
  schema: S,
  timeoutMs = TIMEOUT_MS,
): Promise<z.output<S>> {
  return call(server, path, { method: 'GET' }, schema, timeoutMs);
}

/** The same with JSON to send. */
export function post<S extends z.ZodType>(
  server: Server,
  path: string,
  body: object,
  schema: S,
): Promise<z.output<S>> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  return call(server, path, init, schema, TIMEOUT_MS);
}

async function call<S extends z.ZodType>(
  { url, secret }: Server,
  path: string,
  init: { method: string; headers?: Record<string, string>; body?: string },
  schema: S,
  timeoutMs: number,
): Promise<z.output<S>> {
  const response = await fetch(url + path, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${secret}` },
    // A redirect would take the secret to another address.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new CommandError(`No answer from ${url}: ${reasonOf(error, timeoutMs)}.`);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const problem = problemSchema.safeParse(answer);
    const detail = problem.success ? problem.data.detail : `HTTP ${response.status} from ${url}.`;
    throw new CommandError(detail);
  }
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new CommandError(`${url} answered something unexpected. Is it a Signalbox server of this version?`);
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `nothing within ${timeoutMs / 1_000} seconds`;
  }
  // Node's fetch keeps what happened in its cause.
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && cause.message === '' ? String(cause.code) : cause.message;
}
