import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: async () => (await answer(api.projects.$get())).projects,
  staleTime: 60_000,
});

export function useProjects() {
  return useQuery(projectsQuery);
}
