import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** How soon what others changed shows up by itself; later where the list is megabytes. */
const REFRESH_MS = 10_000;
const REFRESH_MANY_MS = 60_000;
const MANY = 1_000;

/** All flags of a project, archived ones too, with their state in every environment. */
export function flagsQuery(project: string) {
  return queryOptions({
    queryKey: ['projects', project, 'flags'],
    queryFn: async () => (await answer(api.projects[':project'].flags.$get({ param: { project } }))).flags,
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > MANY ? REFRESH_MANY_MS : REFRESH_MS),
  });
}

export function useFlags(project: string) {
  return useQuery(flagsQuery(project));
}
