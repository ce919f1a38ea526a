import { defineConfig } from 'drizzle-kit';

/** `pnpm exec drizzle-kit generate --config drizzle.sqlite.config.ts` in this folder writes the next migration. */
export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/store/sqlite/schema.ts', './src/store/sqlite/auth-schema.ts'],
  out: '../migrations/sqlite',
});
