import type { z } from '@hono/zod-openapi';
import type { EvaluationContext } from '@signalbox/core/evaluator';
import type { Context } from 'hono';
import type { SdkEnv } from '../delivery/index.ts';
import { demand, parseBody } from '../http/read-body.ts';
import { evaluationRequestSchema, freshnessSchema } from './schema.ts';

interface Asked {
  context: EvaluationContext;
  /** The body as it came. */
  text: string;
}

/** What is asked for, and about whom. JSON whatever the content type says. */
export async function readRequest(c: Context<SdkEnv>): Promise<Asked> {
  const text = await c.req.text();
  const { context } = parseBody(text, evaluationRequestSchema);
  return { context, text };
}

export function readFreshness(c: Context<SdkEnv>): z.infer<typeof freshnessSchema> {
  return demand(freshnessSchema, c.req.query());
}
