import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import * as z from 'zod/mini';
import { maybe } from './api/maybe.ts';
import { flagSearch, flagsSearch, incidentSearch } from './flags/search.ts';
import { fleetSearch } from './fleet/search.ts';
import { sessionQuery } from './people/use-session.ts';
import { homeProject } from './projects/home-project.ts';
import { AppLayout } from './shell/app-layout.tsx';

const text = maybe(z.string());

/** The search parameter that several screens share: which environment they show. */
const inEnvironment = z.object({ environment: text });

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: text }),
  component: lazyRouteComponent(() => import('./people/sign-in-page.tsx'), 'SignInPage'),
});

const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session || session.ended) redirect({ to: '/sign-in', throw: true });
  },
  component: lazyRouteComponent(() => import('./people/choose-password-page.tsx'), 'ChoosePasswordPage'),
});

/** Everything behind the sign-in. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session || session.ended) redirect({ to: '/sign-in', search: { next: location.href }, throw: true });
    if (session?.mustChangePassword) redirect({ to: '/password', throw: true });
  },
  component: AppLayout,
});

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: async ({ context }) => {
    const project = await homeProject(context.queryClient);
    if (project) redirect({ to: '/p/$project/flags', params: { project }, throw: true });
  },
  component: lazyRouteComponent(() => import('./projects/no-projects-page.tsx'), 'NoProjectsPage'),
});

const people = createRoute({
  getParentRoute: () => app,
  path: '/people',
  component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage'),
});

const apiTokens = createRoute({
  getParentRoute: () => app,
  path: '/api-tokens',
  component: lazyRouteComponent(() => import('./api-tokens/api-tokens-page.tsx'), 'ApiTokensPage'),
});

const project = createRoute({ getParentRoute: () => app, path: '/p/$project', component: Outlet });

const flags = createRoute({
  getParentRoute: () => project,
  path: '/flags',
  validateSearch: flagsSearch,
  component: lazyRouteComponent(() => import('./flags/list/flags-page.tsx'), 'FlagsPage'),
});

const flag = createRoute({
  getParentRoute: () => project,
  path: '/flags/$flag',
  validateSearch: flagSearch,
  component: lazyRouteComponent(() => import('./flags/page/flag-page.tsx'), 'FlagPage'),
});

const incident = createRoute({
  getParentRoute: () => project,
  path: '/kill',
  validateSearch: incidentSearch,
  component: lazyRouteComponent(() => import('./flags/incident/incident-page.tsx'), 'IncidentPage'),
});

/** What an alert or a runbook can link to without knowing more: `/kill?project=shop&flag=new-checkout`. */
const kill = createRoute({
  getParentRoute: () => app,
  path: '/kill',
  validateSearch: z.extend(incidentSearch, { project: text }),
  beforeLoad: async ({ context, search: { project: asked, ...search } }) => {
    const key = asked ?? (await homeProject(context.queryClient));
    if (key)
      redirect({ to: '/p/$project/kill', params: { project: key }, search, replace: true, throw: true });
    redirect({ to: '/', throw: true });
  },
});

const segments = createRoute({
  getParentRoute: () => project,
  path: '/segments',
  validateSearch: inEnvironment,
  component: lazyRouteComponent(() => import('./segments/segments-page.tsx'), 'SegmentsPage'),
});

const segment = createRoute({
  getParentRoute: () => project,
  path: '/segments/$environment/$segment',
  component: lazyRouteComponent(() => import('./segments/segment-page.tsx'), 'SegmentPage'),
});

const prerequisites = createRoute({
  getParentRoute: () => project,
  path: '/prerequisites',
  validateSearch: z.extend(inEnvironment, { flag: text }),
  component: lazyRouteComponent(() => import('./prerequisites/prerequisites-page.tsx'), 'PrerequisitesPage'),
});

const changes = createRoute({
  getParentRoute: () => project,
  path: '/changes',
  validateSearch: z.extend(inEnvironment, {
    flag: text,
    segment: text,
  }),
  component: lazyRouteComponent(() => import('./changes/changes-page.tsx'), 'ChangesPage'),
});

const sdkKeys = createRoute({
  getParentRoute: () => project,
  path: '/sdk-keys',
  validateSearch: inEnvironment,
  component: lazyRouteComponent(() => import('./sdk-keys/sdk-keys-page.tsx'), 'SdkKeysPage'),
});

const fleet = createRoute({
  getParentRoute: () => project,
  path: '/fleet',
  validateSearch: fleetSearch,
  component: lazyRouteComponent(() => import('./fleet/fleet-page.tsx'), 'FleetPage'),
});

export const routeTree = root.addChildren([
  signIn,
  password,
  app.addChildren([
    home,
    kill,
    people,
    apiTokens,
    project.addChildren([flags, flag, incident, segments, segment, prerequisites, changes, sdkKeys, fleet]),
  ]),
]);
