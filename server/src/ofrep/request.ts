import type { z } from '@hono/zod-openapi';
import type { EvaluationContext } from '@signalbox/core/evaluator';
import type { Context } from 'hono';
import type { SdkEnv } from '../delivery/index.ts';
import { describeIssues } from '../http/issues.ts';
import { invalid, refuse } from '../http/problem.ts';
import { evaluationRequestSchema, freshnessSchema } from './schema.ts';

interface Asked {
  context: EvaluationContext;
  /** The body as it came. */
  text: string;
}

/** What is asked for, and about whom. JSON whatever the content type says. */
export async function readRequest(c: Context<SdkEnv>): Promise<Asked> {
  const text = await c.req.text();
  const { context } = check(evaluationRequestSchema, parseJson(text));
  return { context, text };
}

export function readFreshness(c: Context<SdkEnv>): z.infer<typeof freshnessSchema> {
  return check(freshnessSchema, c.req.query());
}

function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(describeIssues(parsed.error.issues));
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, 'malformed_json', 'The body is not valid JSON. Check quotes, commas and brackets.');
  }
}
