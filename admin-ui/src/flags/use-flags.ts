import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** How soon what others changed shows up by itself. */
const REFRESH_MS = 10_000;

/** All flags of a project, archived ones too, with their state in every environment. */
export function flagsQuery(project: string) {
  return queryOptions({
    queryKey: ['projects', project, 'flags'],
    queryFn: async () => (await answer(api.projects[':project'].flags.$get({ param: { project } }))).flags,
    refetchInterval: REFRESH_MS,
  });
}

export function useFlags(project: string) {
  return useQuery(flagsQuery(project));
}
