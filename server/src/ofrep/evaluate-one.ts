import { evaluate } from '@signalbox/core/evaluator';
import type { Context } from 'hono';
import { rulesetOf, type SdkEnv } from '../delivery/index.ts';
import { answerOf } from './answer.ts';
import type { EvaluationDeps } from './deps.ts';
import { waitUntilFresh } from './freshness.ts';
import { readFreshness, readRequest } from './request.ts';
import type { OfrepNotFound } from './schema.ts';

/** `POST /ofrep/v1/evaluate/flags/{key}`: one flag for one context, counted as an exposure. */
export function evaluateOne({ live, compile, exposures, freshWithinMs }: EvaluationDeps) {
  return async (c: Context<SdkEnv>): Promise<Response> => {
    const sdkKey = c.get('sdkKey');
    const key = c.req.param('key') ?? '';
    const freshness = readFreshness(c);
    const { context } = await readRequest(c);
    const environment = await rulesetOf(live, sdkKey);
    await waitUntilFresh(live, environment, sdkKey.kind, freshness, freshWithinMs);

    const { ruleset } = compile(environment, sdkKey.kind);
    const outcome = evaluate(ruleset, key, undefined, context);
    c.header('cache-control', 'no-store');
    if (outcome.errorCode === 'FLAG_NOT_FOUND') {
      const errorDetails = outcome.errorMessage ?? '';
      return c.json<OfrepNotFound>({ key, errorCode: 'FLAG_NOT_FOUND', errorDetails }, 404);
    }
    exposures.count(sdkKey, key, outcome);
    const answer = answerOf(key, outcome);
    return c.json(answer, 'errorCode' in answer ? 400 : 200);
  };
}
