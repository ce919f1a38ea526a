import { randomText } from '../random.ts';
import type { Auth } from './index.ts';

export interface FirstAdmin {
  email: string;
  /** Only when it was made here: shown once, changed at the first sign-in. */
  oneTimePassword: string | undefined;
}

/** Creates the first administrator when there is nobody yet. */
export async function createFirstAdmin(
  auth: Auth,
  { email, password }: { email: string; password: string | undefined },
): Promise<FirstAdmin | undefined> {
  if ((await auth.countPeople()) > 0) return undefined;
  const oneTimePassword = password === undefined ? randomText(16) : undefined;
  try {
    await auth.createPerson({
      name: 'Administrator',
      email,
      role: 'admin',
      password: password ?? oneTimePassword ?? randomText(16),
      mustChangePassword: password === undefined,
    });
  } catch (error) {
    // Another instance, started at the same moment, was first.
    if ((await auth.countPeople()) > 0) return undefined;
    throw error;
  }
  return { email, oneTimePassword };
}
