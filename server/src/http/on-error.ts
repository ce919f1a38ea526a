import { HTTPException } from 'hono/http-exception';
import type { Context } from 'hono';
import type { Logger } from '../logging/logger.ts';
import { ApiError, problemResponse, refuse } from './problem.ts';
import type { AppEnv } from './router.ts';

/** Turns whatever a handler threw into an answer. */
export function onError(logger: Logger) {
  return (error: Error, c: Context<AppEnv>): Response =>
    problemResponse(refusalFor(error, logger, c.get('requestId')));
}

/** What is said about an error. What is not a refusal stays inside and goes to the log. */
export function refusalFor(error: Error, logger: Pick<Logger, 'error'>, requestId: string): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof HTTPException) return fromHono(error);

  logger.error({ requestId, err: error }, 'request failed');
  const trouble = databaseTrouble(error);
  if (trouble !== undefined) return refuse(503, 'database_unavailable', trouble, { retryAfterSeconds: 5 });
  return refuse(
    500,
    'internal',
    `Something went wrong in the server; its log has it as request ${requestId}.`,
  );
}

function fromHono(error: HTTPException): ApiError {
  if (error.status === 415) {
    return refuse(415, 'not_json', 'Send the body as JSON, with the header Content-Type: application/json.');
  }
  if (error.status === 413) return refuse(413, 'too_large', error.message);
  return refuse(400, 'malformed_json', 'The body is not valid JSON. Check quotes, commas and brackets.', {
    errors: [{ field: 'body', problem: 'is not valid JSON', remedy: 'Check quotes, commas and brackets.' }],
  });
}

const AWAY = 'The database does not answer. Try again in a moment.';
const FULL = 'The disk of the database is full, so nothing was changed. Make room on it, then try again.';
const READ_ONLY =
  'The database can only be read, so nothing was changed. Let the server write to it, then try again.';
const LOCKED = 'Another process holds the database, so nothing was changed. Try again in a moment.';

/** SQLite's extended codes begin with these; Postgres's are whole. */
const TROUBLES: readonly [code: RegExp, detail: string][] = [
  [/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE)$/, AWAY],
  // Starting, stopping, out of connections or of memory, no connection.
  [/^(57P0[123]|53[23]00|0800[036])$/, AWAY],
  [/^SQLITE_(IOERR|CANTOPEN|PROTOCOL|NOMEM)/, AWAY],
  [/^(SQLITE_FULL|53100)$/, FULL],
  [/^(SQLITE_READONLY.*|25006)$/, READ_ONLY],
  [/^SQLITE_(BUSY|LOCKED)/, LOCKED],
];

/**
 * What is wrong with the database and what to do; undefined when the error is about something else. Drivers name the reason
 * in `code`, Drizzle keeps their error as `cause`.
 */
function databaseTrouble(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    const known = TROUBLES.find(([pattern]) => pattern.test(code));
    if (known) return known[1];
    if (
      /connection (terminated|timeout)|database connection is not open|pool after calling end/i.test(
        at.message,
      )
    ) {
      return AWAY;
    }
  }
  return undefined;
}
