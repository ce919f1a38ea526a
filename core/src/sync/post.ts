import type { HttpResponse, Platform } from './platform.ts';

/** Posts JSON to the server. Never rejects: no answer is as good as 503. */
export async function post({ request }: Platform, path: string, body: object): Promise<HttpResponse> {
  try {
    return await request({ path, body: JSON.stringify(body) });
  } catch {
    return { status: 503, text: '' };
  }
}
