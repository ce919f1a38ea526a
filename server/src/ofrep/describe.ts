import { z } from '@hono/zod-openapi';
import type { createRouter } from '../http/router.ts';
import { answer, body, refusal } from '../http/router.ts';
import {
  bulkFailureSchema,
  bulkSuccessSchema,
  evaluationRequestSchema,
  failureSchema,
  FLAGS_PATH,
  freshnessSchema,
  notFoundSchema,
  STREAM_PATH,
  successSchema,
} from './schema.ts';

type Registry = ReturnType<typeof createRouter>['openAPIRegistry'];

const refusals = {
  401: refusal('The SDK key is missing, unknown or revoked.'),
  403: refusal('A server-side SDK key stands in the URL.'),
  413: refusal('The body is too large.'),
  429: refusal(
    'Too many requests with this client-side key from this address; `Retry-After` says when to go on.',
  ),
};
const failed = {
  500: answer(bulkFailureSchema, 'Something went wrong; the log has it.'),
  503: answer(bulkFailureSchema, 'The database does not answer.'),
};

/** Adds OFREP's routes to the API description. They answer refusals in their own way, so they are described by hand. */
export function describeOfrep(registry: Registry): void {
  registry.registerComponent('securitySchemes', 'sdkKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An SDK key: server-side ones see every flag, client-side ones those marked for clients.',
  });
  registry.registerComponent('securitySchemes', 'sdkKeyHeader', {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'The same.',
  });
  const shared = { tags: ['OFREP'], security: [{ sdkKey: [] }, { sdkKeyHeader: [] }] };

  registry.registerPath({
    ...shared,
    method: 'post',
    path: `${FLAGS_PATH}/{key}`,
    summary: 'Evaluate one flag',
    description: 'OFREP 0.3.0. Counts as an exposure.',
    request: {
      params: z.object({ key: z.string() }),
      query: freshnessSchema,
      body: body(evaluationRequestSchema),
    },
    responses: {
      200: answer(successSchema, 'How the flag resolved.'),
      400: answer(failureSchema, 'The request cannot be read, or the flag not be evaluated with it.'),
      404: answer(notFoundSchema, 'There is no such flag, or the key does not show it.'),
      ...refusals,
      ...failed,
    },
  });
  registry.registerPath({
    ...shared,
    method: 'post',
    path: FLAGS_PATH,
    summary: 'Evaluate all flags',
    description: 'OFREP 0.3.0. Does not count as an exposure.',
    request: {
      query: freshnessSchema,
      headers: z.object({ 'if-none-match': z.string().optional() }),
      body: body(evaluationRequestSchema),
    },
    responses: {
      200: answer(bulkSuccessSchema, 'How every flag resolved that the key shows, with an ETag.'),
      304: { description: 'The answer is the one that If-None-Match names.' },
      400: answer(bulkFailureSchema, 'The request cannot be read.'),
      ...refusals,
      ...failed,
    },
  });
  registry.registerPath({
    ...shared,
    method: 'get',
    path: STREAM_PATH,
    summary: 'Hear when flags should be evaluated again',
    description: 'OFREP 0.3.0. Clients take the address from `eventStreams`.',
    request: { query: z.object({ key: z.string().optional(), since: z.string().optional() }) },
    responses: {
      200: {
        description: 'Server-sent events; the data is {"type": "refetchEvaluation", "etag", "lastModified"}.',
        content: { 'text/event-stream': { schema: z.string() } },
      },
      401: refusals[401],
      403: refusals[403],
      ...failed,
      503: refusal('No room for another stream; `Retry-After` says when to try again.'),
    },
  });
}
