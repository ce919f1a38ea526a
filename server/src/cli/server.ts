import { z } from 'zod';
import { CommandError, UsageError } from './command.ts';

const TIMEOUT_MS = 15_000;

const problemSchema = z.object({ detail: z.string() });

/** A Signalbox server, and the SDK key to ask it with. */
export interface Server {
  url: string;
  sdkKey: string;
}

/**
 * From `--url` or SIGNALBOX_URL, and from SIGNALBOX_SDK_KEY.
 * @throws {UsageError}
 */
export function readServer(url: string | undefined, env: Record<string, string | undefined>): Server {
  const address = url ?? env['SIGNALBOX_URL'] ?? 'http://localhost:4000';
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.pathname !== '/') {
    throw new UsageError(
      `"${address}" is no address of a server. Send one such as https://flags.example.com.`,
    );
  }
  const sdkKey = env['SIGNALBOX_SDK_KEY'];
  if (sdkKey === undefined || sdkKey === '') {
    throw new UsageError('Set SIGNALBOX_SDK_KEY to a server-side SDK key of the environment.');
  }
  return { url: parsed.origin, sdkKey };
}

/**
 * Sends JSON and checks what comes back.
 * @throws {CommandError} when there is no answer, a refusal, or something else than expected
 */
export async function post<S extends z.ZodType>(
  { url, sdkKey }: Server,
  path: string,
  body: object,
  schema: S,
): Promise<z.output<S>> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${sdkKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new CommandError(`No answer from ${url}: ${reasonOf(error)}.`);
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

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `nothing within ${TIMEOUT_MS / 1_000} seconds`;
  }
  // Node's fetch keeps what happened in its cause.
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && cause.message === '' ? String(cause.code) : cause.message;
}
