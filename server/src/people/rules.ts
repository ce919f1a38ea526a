import type { Person, Role } from './schema.ts';

/** Whether this would leave nobody who can manage the server. */
export function losesLastAdmin(people: readonly Person[], id: string, role: Role): boolean {
  if (role === 'admin') return false;
  const admins = people.filter((person) => person.role === 'admin');
  return admins.length === 1 && admins[0]?.id === id;
}
