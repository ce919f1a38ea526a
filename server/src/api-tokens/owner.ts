import { mayAct, roleSchema, type Person, type Role } from '../people/schema.ts';
import type { ApiToken } from '../store/model.ts';

/** What was given to the token. An unknown role is read as the lowest one, as a person's is. */
export function givenRole({ role }: ApiToken): Role {
  return roleSchema.catch('viewer').parse(role);
}

/** What a token may do now: what it was given, and never more than its owner may. */
export function effectiveRole(token: ApiToken, owner: Person): Role {
  const given = givenRole(token);
  return mayAct(owner.role, given) ? given : owner.role;
}

export function isExpired({ expiresAt }: ApiToken, now: number): boolean {
  return expiresAt !== null && now >= expiresAt;
}
