import { defineConfig } from 'drizzle-kit';

/** `pnpm exec drizzle-kit generate --config drizzle.postgres.config.ts` in this folder writes the next migration. */
export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/store/postgres/schema.ts', './src/store/postgres/auth-schema.ts'],
  out: '../migrations/postgres',
});
