import type { Platform } from './platform.ts';

/** Posts JSON to the server. Resolves to the HTTP status; never rejects: no answer is as good as 503. */
export async function post({ request }: Platform, path: string, body: object): Promise<number> {
  try {
    return (await request({ path, body: JSON.stringify(body) })).status;
  } catch {
    return 503;
  }
}
