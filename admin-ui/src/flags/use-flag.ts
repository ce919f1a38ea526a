import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { flagsQuery } from './use-flags.ts';

const REFRESH_MS = 10_000;

function flagQuery(project: string, flag: string) {
  return queryOptions({
    queryKey: ['projects', project, 'flags', flag],
    queryFn: () => answer(api.projects[':project'].flags[':flag'].$get({ param: { project, flag } })),
    refetchInterval: REFRESH_MS,
  });
}

export function useFlag(project: string, flag: string) {
  const queryClient = useQueryClient();
  return useQuery({
    ...flagQuery(project, flag),
    // From the list the page opens at once.
    initialData: () =>
      queryClient.getQueryData(flagsQuery(project).queryKey)?.find(({ key }) => key === flag),
    initialDataUpdatedAt: () => queryClient.getQueryState(flagsQuery(project).queryKey)?.dataUpdatedAt,
  });
}
