import { OpenAPIHono, type z } from '@hono/zod-openapi';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Person } from '../people/schema.ts';
import { describeIssues } from './issues.ts';
import { invalid, problemResponse, refuse } from './problem.ts';
import { problemSchema } from './schema.ts';

/** What middleware hands to the handlers. */
export interface AppEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** Who is signed in: there behind every route that names a role. */
    person: Person;
    mustChangePassword: boolean;
    /** The API token that the request came with; undefined in a session. */
    apiToken: { id: string; name: string } | undefined;
  };
}

interface Validation {
  target: string;
  success: boolean;
  error?: z.ZodError;
}

/** A router whose refusals name field, problem and remedy. */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });
}

function refuseInvalid(result: Validation, c: Context<AppEnv>): Response | undefined {
  if (result.success || !result.error) return undefined;
  if (result.target === 'header' && c.req.header('if-match') === undefined) {
    return problemResponse(
      refuse(
        428,
        'version_required',
        'Send the version that the edit was made from as If-Match, such as "7".',
      ),
    );
  }
  return problemResponse(invalid(describeIssues(result.error.issues)));
}

/** A JSON answer, as a route declares it. */
export function answer<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A refusal, as a route declares it: problem details. */
export function refusal(description: string) {
  return { description, content: { 'application/problem+json': { schema: problemSchema } } };
}

/** A JSON body that must be there. */
export function body<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } };
}
