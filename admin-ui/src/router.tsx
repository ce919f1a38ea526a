import { createRouter } from '@tanstack/react-router';
import { queryClient } from './api/query-client.ts';
import { routeTree } from './routes.tsx';
import { ProblemState } from './ui/problem-state.tsx';
import { Rows } from './ui/rows.tsx';
import { Page } from './ui/page.tsx';

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  // Freshness is the query cache's business.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingComponent: () => (
    <Page title="Loading">
      <Rows />
    </Page>
  ),
  defaultErrorComponent: ({ error, reset }) => (
    <Page title="Problem">
      <ProblemState error={error} onRetry={reset} />
    </Page>
  ),
  defaultNotFoundComponent: () => (
    <Page title="Not found">
      <p>There is no such page. The address may be mistyped, or what it named is gone.</p>
    </Page>
  ),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
