import type { createRouter } from '../http/router.ts';
import { answer, body, refusal } from '../http/router.ts';
import { EXPLAIN_PATH, sdkExplainedSchema, sdkExplainSchema } from './schema.ts';

type Registry = ReturnType<typeof createRouter>['openAPIRegistry'];

/** Adds the SDK's way to ask to the API description: SDK routes are not among those that describe themselves. */
export function describeSdkExplain(registry: Registry): void {
  registry.registerPath({
    method: 'post',
    path: EXPLAIN_PATH,
    summary: 'Explain how a flag is answered for a context, with an SDK key',
    description: 'What `signalbox explain` asks. Which environment it is about follows from the key.',
    tags: ['SDK'],
    security: [{ sdkKey: [] }],
    request: { body: body(sdkExplainSchema) },
    responses: {
      200: answer(sdkExplainedSchema, 'The explanation, and what it is about.'),
      401: refusal('The SDK key is missing, unknown or revoked.'),
      403: refusal('The SDK key is a client-side one: what it shows does not explain everything.'),
      404: refusal('The environment was never at that revision.'),
    },
  });
}
