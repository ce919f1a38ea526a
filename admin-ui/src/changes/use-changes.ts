import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

const PAGE = 50;

export interface ChangeFilter {
  flag?: string | undefined;
  segment?: string | undefined;
  environment?: string | undefined;
}

/** Newest first, a page at a time. */
function changesQuery(project: string, { flag, segment, environment }: ChangeFilter) {
  return infiniteQueryOptions({
    queryKey: ['projects', project, 'changes', { flag, segment, environment }],
    queryFn: async ({ pageParam }) => {
      const query = {
        limit: String(PAGE),
        ...(flag && { flag }),
        ...(segment && { segment }),
        ...(environment && { environment }),
        ...(pageParam && { before: String(pageParam) }),
      };
      const call = api.projects[':project'].changes.$get({ param: { project }, query });
      return (await answer(call)).changes;
    },
    initialPageParam: 0,
    // A page that is not full was the last one.
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.sequence),
  });
}

export function useChanges(project: string, filter: ChangeFilter) {
  return useInfiniteQuery(changesQuery(project, filter));
}
