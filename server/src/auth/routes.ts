import type { Context } from 'hono';
import { Hono } from 'hono';
import { clientAddress } from '../http/client-address.ts';
import { refuse, type ApiError } from '../http/problem.ts';
import type { AppEnv } from '../http/router.ts';
import { CLIENT_ADDRESS_HEADER, type Auth } from './index.ts';

interface AuthRoutesDeps {
  auth: Auth;
  trustedProxies: number;
}

/**
 * The endpoints of better-auth that people need; no other is reachable, whatever a later version brings.
 * The answers are our own: refusals as problem details, and the session only as a cookie that no script can read.
 */
export function authRoutes({ auth, trustedProxies }: AuthRoutesDeps) {
  const pass = async (c: Context<AppEnv>): Promise<Response> => {
    const request = new Request(c.req.raw);
    // Attempts are counted by address, so a client must not choose its own.
    request.headers.set(CLIENT_ADDRESS_HEADER, clientAddress(c, trustedProxies));
    const response = await auth.handle(request);
    if (response.status >= 400) throw refusalOf(response);
    for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
    return c.json({ ok: true });
  };

  return new Hono<AppEnv>().post('/api/auth/sign-in/email', pass).post('/api/auth/sign-out', pass);
}

function refusalOf(response: Response): ApiError {
  switch (response.status) {
    case 401:
      return refuse(401, 'wrong_credentials', 'E-mail address or password is wrong.');
    case 403:
      return refuse(
        403,
        'cross_site',
        'This request comes from another site. Sign in on the page of this server.',
      );
    case 415:
      return refuse(
        415,
        'not_json',
        'Send the body as JSON, with the header Content-Type: application/json.',
      );
    case 429: {
      const seconds = Number(response.headers.get('x-retry-after') ?? 60);
      return refuse(429, 'too_many_attempts', `Too many attempts to sign in. Try again in ${seconds} s.`, {
        retryAfterSeconds: seconds,
      });
    }
    default:
      if (response.status >= 500)
        return refuse(500, 'internal', 'Signing in failed; the log of the server says why.');
      return refuse(400, 'invalid_request', 'Send email and password as JSON texts.', {
        errors: [{ field: 'body', problem: 'is not a sign-in', remedy: 'Send email and password.' }],
      });
  }
}
