import type { Explanation, Group, JsonValue } from '@signalbox/core/evaluator';
import type { AppType } from '@signalbox/server/app';
import { hc, type ClientResponse } from 'hono/client';
import type { JSONValue } from 'hono/utils/types';
import { problemFrom, ProblemError } from './problem.ts';

/** The server's admin API, with the types of its own routes. */
export const api = hc<AppType>(window.location.origin).api.v1;

/** What a call answers when all is well: the body of its 200 or 201, nothing for a 204. */
export type Success<Response> =
  Response extends ClientResponse<infer Body, 200 | 201, 'json'>
    ? Received<Body>
    : Response extends ClientResponse<unknown, 204>
      ? undefined
      : never;

/** Hono's own type of any JSON becomes ours, and what is optional is absent, never undefined. */
type Received<T> = [JSONValue] extends [T]
  ? JsonValue
  : T extends readonly (infer Item)[]
    ? Received<Item>[]
    : T extends object
      ? string extends keyof T
        ? Fields<T>
        : Recursive<T>
      : T;

type Fields<T> = { [Key in keyof T]: Received<Exclude<T[Key], undefined>> };

/** Of types that contain themselves Hono leaves only the outside: a property that only they have tells which it was. */
type Recursive<T extends object> = 'none' extends keyof T
  ? Group
  : 'decidedBy' extends keyof T
    ? Explanation
    : Fields<T>;

/** The same of one of the client's methods: `Answer<typeof api.projects.$get>`. */
export type Answer<Call extends (...args: never[]) => Promise<unknown>> = Success<Awaited<ReturnType<Call>>>;

/** The body of a call, or a ProblemError. */
export async function answer<Response extends ClientResponse<unknown>>(
  call: Promise<Response>,
): Promise<Success<Response>> {
  const response = await call;
  if (!response.ok) throw new ProblemError(await problemFrom(response));
  return (response.status === 204 ? undefined : await response.json()) as Success<Response>;
}

/** What an edit was made from, so that nobody's later save is lost. */
export function ifMatch(version: number): { 'if-match': string } {
  return { 'if-match': `"${version}"` };
}
