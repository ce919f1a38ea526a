import type { Context } from 'hono';
import type { Actor } from '../store/model.ts';
import type { AppEnv } from './router.ts';

/** Who signs for a change in the log. */
export function actorOf(c: Context<AppEnv>): Actor {
  const person = c.get('person');
  return { type: 'user', id: person.id, name: person.name };
}
