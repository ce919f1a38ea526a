import { bodyLimit } from 'hono/body-limit';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './problem.ts';

/** Refuses bodies that are larger than anything the API takes. */
export function limitBody(maxBytes: number): MiddlewareHandler {
  const tooLarge = (): never => {
    throw refuse(
      413,
      'too_large',
      `The body is larger than the ${maxBytes} bytes that are allowed. Send less.`,
      {
        errors: [{ field: 'body', problem: `is larger than ${maxBytes} bytes`, remedy: 'Send less.' }],
      },
    );
  };
  const counted = bodyLimit({ maxSize: maxBytes, onError: tooLarge });

  return async (c, next) => {
    const length = c.req.header('content-length');
    // Who says how long it is, is held to it by the HTTP parser. Looking at the body itself would make a web stream of it,
    // which costs as much as all the rest of a small request.
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next);
    return Number(length) <= maxBytes ? next() : tooLarge();
  };
}
