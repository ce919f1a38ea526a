import type { Role } from './model.ts';

/** Lowest first: each may do all that the one before may. The server decides; this only spares dead buttons. */
const LADDER: readonly Role[] = ['viewer', 'editor', 'operator', 'admin'];

export const ROLE_WORDS: Record<Role, string> = {
  viewer: 'Reads everything',
  editor: 'Edits flags and segments',
  operator: 'Also kills and restores flags',
  admin: 'Also manages people and SDK keys',
};

export const ROLES = LADDER;

export function mayAct(role: Role, needed: Role): boolean {
  return LADDER.indexOf(role) >= LADDER.indexOf(needed);
}
