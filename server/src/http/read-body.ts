import type { Context } from 'hono';
import type { z } from 'zod';
import { describeIssues } from './issues.ts';
import { invalid, refuse } from './problem.ts';

/** JSON whatever the content type says: a page that is being closed can only send text. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  return parseBody(await c.req.text(), schema);
}

/** The same, of a body that was read already. */
export function parseBody<S extends z.ZodType>(text: string, schema: S): z.output<S> {
  return demand(schema, parseJson(text));
}

/** @throws {ApiError} 400 with field, problem and remedy, when the value is not as the schema has it. */
export function demand<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
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
