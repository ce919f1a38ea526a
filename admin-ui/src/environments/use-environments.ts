import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** In order of promotion, development first. */
function environmentsQuery(project: string) {
  return queryOptions({
    queryKey: ['projects', project, 'environments'],
    queryFn: async () => {
      const call = api.projects[':project'].environments.$get({ param: { project } });
      return (await answer(call)).environments;
    },
    staleTime: 60_000,
  });
}

export function useEnvironments(project: string) {
  return useQuery(environmentsQuery(project));
}
