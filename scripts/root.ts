import { fileURLToPath } from 'node:url';

/** The folder that holds the whole workspace. */
export const root = fileURLToPath(new URL('..', import.meta.url));
