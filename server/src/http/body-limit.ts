import { bodyLimit } from 'hono/body-limit';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './problem.ts';

/** Refuses bodies that are larger than anything the API takes. */
export function limitBody(maxBytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw refuse(
        413,
        'too_large',
        `The body is larger than the ${maxBytes} bytes that are allowed. Send less.`,
        {
          errors: [{ field: 'body', problem: `is larger than ${maxBytes} bytes`, remedy: 'Send less.' }],
        },
      );
    },
  });
}
