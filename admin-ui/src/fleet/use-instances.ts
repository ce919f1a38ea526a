import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

const REFRESH_MS = 2_000;

/** Who is connected to an environment now, and with which revision. */
function instancesQuery(project: string, environment: string) {
  return queryOptions({
    queryKey: ['projects', project, 'environments', environment, 'instances'],
    queryFn: () =>
      answer(
        api.projects[':project'].environments[':environment'].instances.$get({
          param: { project, environment },
        }),
      ),
    refetchInterval: REFRESH_MS,
    staleTime: 0,
  });
}

export function useInstances(project: string, environment: string) {
  return useQuery(instancesQuery(project, environment));
}
