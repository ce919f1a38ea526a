import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { InstanceFilter } from './search.ts';

/** While somebody is missing. */
const MISSING_MS = 1_000;
/** Otherwise: the next change shows soon enough. */
const COMPLETE_MS = 2_000;

/** Who is connected to an environment now, and with which revision. Not asked again while the window is hidden. */
function instancesQuery(project: string, environment: string, filter: InstanceFilter) {
  return queryOptions({
    queryKey: ['projects', project, 'environments', environment, 'instances', filter],
    queryFn: () =>
      answer(
        api.projects[':project'].environments[':environment'].instances.$get({
          param: { project, environment },
          query: filter,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.complete ? COMPLETE_MS : MISSING_MS),
    // What another filter let through stays until this one answers; another environment's figures would be wrong.
    placeholderData: (previous, query) =>
      query?.queryKey[1] === project && query.queryKey[3] === environment ? previous : undefined,
    staleTime: 0,
  });
}

export function useInstances(project: string, environment: string, filter: InstanceFilter = {}) {
  return useQuery(instancesQuery(project, environment, filter));
}
