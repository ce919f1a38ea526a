import { betterAuth, type BetterAuthOptions } from 'better-auth';
import type { Logger } from '../logging/logger.ts';
import { roleSchema, type Person, type Role } from '../people/schema.ts';
import type { AuthAdapter } from '../store/auth-adapter.ts';

/** Set by the server itself on every request that goes to better-auth: what a client sends is overwritten. */
export const CLIENT_ADDRESS_HEADER = 'x-signalbox-client-address';

const PASSWORD_LENGTH = { min: 10, max: 128 };

/** Attempts to sign in from one address. */
export const SIGN_IN_LIMIT = { window: 60, max: 10 };

export interface AuthSettings {
  adapter: AuthAdapter;
  secret: string;
  /** Where people reach the server. */
  url: string;
  logger: Logger;
  /** Origins besides `url` that the request may come from: its own host. */
  trustedOrigins: (request: Request) => string[];
}

export interface Session {
  person: Person;
  mustChangePassword: boolean;
}

export type Auth = ReturnType<typeof createAuth>;

/** Identity: better-auth behind the few questions that the rest of the server asks. */
export function createAuth(settings: AuthSettings) {
  const betterAuthServer = betterAuth(optionsFor(settings));

  return {
    /** Answers better-auth's own endpoints. auth/routes.ts decides which of them are reachable. */
    handle: (request: Request): Promise<Response> => betterAuthServer.handler(request),

    async session(headers: Headers): Promise<Session | undefined> {
      if (!headers.has('cookie')) return undefined;
      const found = await betterAuthServer.api.getSession({ headers });
      if (!found) return undefined;
      return { person: toPerson(found.user), mustChangePassword: found.user.mustChangePassword };
    },

    /** Ends every other session. The headers carry the new session's cookie. */
    async changePassword(headers: Headers, body: { currentPassword: string; newPassword: string }) {
      const session = await betterAuthServer.api.changePassword({
        headers,
        body: { ...body, revokeOtherSessions: true },
        returnHeaders: true,
      });
      const context = await betterAuthServer.$context;
      await context.internalAdapter.updateUser(session.response.user.id, { mustChangePassword: false });
      return session.headers.getSetCookie();
    },

    async countPeople(): Promise<number> {
      const context = await betterAuthServer.$context;
      return context.internalAdapter.countTotalUsers();
    },

    async people(): Promise<Person[]> {
      const context = await betterAuthServer.$context;
      const users = await context.internalAdapter.listUsers(1_000, 0, {
        field: 'createdAt',
        direction: 'asc',
      });
      return users.map(toPerson);
    },

    async personByEmail(email: string): Promise<Person | undefined> {
      const context = await betterAuthServer.$context;
      const found = await context.internalAdapter.findUserByEmail(email.toLowerCase());
      return found ? toPerson(found.user) : undefined;
    },

    async personById(id: string): Promise<Person | undefined> {
      const context = await betterAuthServer.$context;
      const found = await context.internalAdapter.findUserById(id);
      return found ? toPerson(found) : undefined;
    },

    async createPerson(person: NewPerson): Promise<Person> {
      const { internalAdapter, password } = await betterAuthServer.$context;
      const hash = await password.hash(person.password);
      const user = await internalAdapter.createUser(
        {
          name: person.name,
          email: person.email,
          emailVerified: true,
          role: person.role,
          mustChangePassword: person.mustChangePassword,
        },
        { method: 'admin' },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      });
      return toPerson(user);
    },

    async setRole(id: string, role: Role): Promise<Person> {
      const context = await betterAuthServer.$context;
      return toPerson(await context.internalAdapter.updateUser(id, { role }));
    },
  };
}

export interface NewPerson {
  name: string;
  email: string;
  role: Role;
  password: string;
  mustChangePassword: boolean;
}

function optionsFor({ adapter, secret, url, logger, trustedOrigins }: AuthSettings) {
  return {
    appName: 'Signalbox',
    database: adapter,
    secret,
    baseURL: url,
    basePath: '/api/auth',
    trustedOrigins: (request?: Request) => (request ? trustedOrigins(request) : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    user: {
      additionalFields: {
        // `input: false`: no request can set them, only this file.
        role: { type: 'string', required: true, defaultValue: 'viewer', input: false },
        mustChangePassword: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    // Asked on every request, so that a lower role or a sign-out counts at once.
    session: { expiresIn: 60 * 60 * 24 * 7, updateAge: 60 * 60 * 24, cookieCache: { enabled: false } },
    // In the database, so that several instances count together.
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: { '/sign-in/email': SIGN_IN_LIMIT, '/get-session': false, '/sign-out': false },
    },
    advanced: {
      cookiePrefix: 'signalbox',
      useSecureCookies: url.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    logger: { log: (level, message) => logger[level](`better-auth: ${message}`) },
  } satisfies BetterAuthOptions;
}

interface UserRow {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
  role?: unknown;
}

/** An unknown role is read as the lowest one. */
function toPerson(user: UserRow): Person {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: roleSchema.catch('viewer').parse(user.role),
    createdAt: user.createdAt.getTime(),
  };
}
