import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { refuse } from './problem.ts';
import type { AppEnv } from './router.ts';

/** Paths that are never pages of the admin UI: a wrong address there is a 404, not a page. */
const NOT_PAGES = /^\/(api|sdk|ofrep|openapi\.json|healthz|readyz|metrics)(\/|$)/;

const NOT_BUILT = `The admin UI is not built yet.

Run:  npx -y pnpm@12 start      (builds it first)
or:   npx -y pnpm@12 dev        (serves it at http://localhost:5173)
`;

/** The admin UI: files as they are, and its one page for every other address. */
export function staticPages(folder: string) {
  const pages = new Hono<AppEnv>();
  pages.use(async (c, next) => {
    if (NOT_PAGES.test(c.req.path)) throw refuse(404, 'not_found', `There is nothing at ${c.req.path}.`);
    return next();
  });
  pages.use(compress());
  if (!existsSync(join(folder, 'index.html'))) return pages.get('*', (c) => c.text(NOT_BUILT, 503));

  // Their names carry a hash of their content, so they never change.
  pages.get(
    '/assets/*',
    keptFor('public, max-age=31536000, immutable'),
    serveStatic({ root: folder }),
    () => {
      throw refuse(
        404,
        'not_found',
        'There is no such file. Reload the page: it may be from before an update.',
      );
    },
  );
  const page = serveStatic({ root: folder, path: 'index.html' });
  return pages.get('*', keptFor('no-cache'), serveStatic({ root: folder }), page);
}

function keptFor(cacheControl: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    if (c.res.ok) c.header('cache-control', cacheControl);
  };
}
