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
  if (isDatabaseDown(error)) {
    return refuse(503, 'database_unavailable', 'The database does not answer. Try again in a moment.', {
      retryAfterSeconds: 5,
    });
  }
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

const DOWN_CODES = new Set([
  // Node cannot reach it; Postgres is starting, stopping or full; SQLite's file is locked, full or unreadable.
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  'SQLITE_BUSY',
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
]);

/** Drivers name the reason in `code`, Drizzle keeps their error as `cause`. */
function isDatabaseDown(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string' && DOWN_CODES.has(at.code)) return true;
    if (
      /connection (terminated|timeout)|database connection is not open|pool after calling end/i.test(
        at.message,
      )
    ) {
      return true;
    }
  }
  return false;
}
