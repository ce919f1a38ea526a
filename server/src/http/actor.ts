import type { Context } from 'hono';
import type { Actor } from '../store/model.ts';
import type { AppEnv } from './router.ts';

/** Who signs for a change in the log. */
export function actorOf(c: Context<AppEnv>): Actor {
  const person = c.get('person');
  const token = c.get('apiToken');
  return { type: 'user', id: person.id, name: person.name, ...(token && { token }) };
}

/** The same in a few words, where there is room for a name only. */
export function nameOf({ name, token }: Actor): string {
  return token ? `${name} (API token ${token.name})` : name;
}
