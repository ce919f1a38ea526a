import type { Context } from 'hono';
import { refusalFor } from '../http/on-error.ts';
import { problemResponse } from '../http/problem.ts';
import type { Logger } from '../logging/logger.ts';
import type { SdkEnv } from '../delivery/index.ts';
import type { OfrepFailure } from './schema.ts';

/** The refusals that OFREP has a body for. */
const CODES: Partial<Record<number, OfrepFailure['errorCode']>> = {
  400: 'INVALID_CONTEXT',
  500: 'GENERAL',
  503: 'GENERAL',
};

/** Says what went wrong as OFREP does; where OFREP names no body (401, 403, 413, 429), as problem details. */
export function ofrepErrors(logger: Pick<Logger, 'error'>) {
  return (error: Error, c: Context<SdkEnv>): Response => {
    const refusal = refusalFor(error, logger, c.get('requestId'));
    const response = problemResponse(refusal);
    const errorCode = CODES[refusal.status];
    if (!errorCode) return response;
    const key = c.req.param('key');
    const failure = { ...(key !== undefined && { key }), errorCode, errorDetails: refusal.message };
    const headers = new Headers(response.headers);
    headers.set('content-type', 'application/json');
    return new Response(JSON.stringify(failure), { status: refusal.status, headers });
  };
}
