import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api, type Answer } from '../api/client.ts';

type Prerequisites = (typeof api.projects)[':project']['environments'][':environment']['prerequisites'];

/** A flag that needs others or is needed by others, in one environment. */
export type Dependency = Answer<Prerequisites['$get']>['flags'][number];

const REFRESH_MS = 10_000;

function prerequisitesQuery(project: string, environment: string) {
  return queryOptions({
    // Below the flags: what refreshes them refreshes this.
    queryKey: ['projects', project, 'flags', { prerequisites: environment }],
    queryFn: async () => {
      const { prerequisites } = api.projects[':project'].environments[':environment'];
      return (await answer(prerequisites.$get({ param: { project, environment } }))).flags;
    },
    refetchInterval: REFRESH_MS,
    enabled: environment !== '',
  });
}

/** What needs what in an environment: only flags that take part. */
export function usePrerequisites(project: string, environment: string) {
  return useQuery(prerequisitesQuery(project, environment));
}
