import type { BetterAuthOptions } from 'better-auth';

/** What better-auth takes as its `database`: an adapter over the store's own connection and tables. */
export type AuthAdapter = NonNullable<BetterAuthOptions['database']>;
