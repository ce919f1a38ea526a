import type { Context } from 'hono';
import type { z } from 'zod';
import { describeIssues } from '../http/issues.ts';
import { invalid, refuse } from '../http/problem.ts';

/** JSON whatever the content type says: a page that is being closed can only send text. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(parseJson(await c.req.text()));
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
