import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';

type Fetch = Parameters<typeof getRequestListener>[0];

/** How long requests may take to finish when the server ends. */
const GRACE_MS = 7_000;
const LOOK_EVERY_MS = 100;
/** Connections that may wait to be taken in when everybody comes back at once; the system may allow fewer. */
const BACKLOG = 4_096;

/** Answers at an address. Rejects when that is taken, or is none of this machine. */
export function listen(fetch: Fetch, port: number, host: string): Promise<Server> {
  const answer = getRequestListener(fetch);
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen({ port, host, backlog: BACKLOG }, () => done(server));
  });
}

/** Takes no more connections, and lets requests finish that are under way. */
export async function finish(server: Server): Promise<void> {
  // A connection that has been answered may stay open for another request.
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  const late = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await new Promise<void>((done) => server.close(() => done()));
  clearInterval(idle);
  clearTimeout(late);
}
