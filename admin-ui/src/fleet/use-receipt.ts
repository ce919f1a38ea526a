import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** While somebody waits for it. */
const WAITING_MS = 300;
/** Afterwards: an instance may still come, go or fall behind. */
const COMPLETE_MS = 2_000;

function receipt(project: string, environment: string, revision: number) {
  return answer(
    api.projects[':project'].environments[':environment'].receipts[':revision'].$get({
      param: { project, environment, revision: String(revision) },
      query: {},
    }),
  );
}

/** Who runs with a revision, asked again and again. */
export function useReceipt(project: string, environment: string, revision: number) {
  return useQuery({
    queryKey: ['projects', project, 'environments', environment, 'receipts', revision],
    queryFn: () => receipt(project, environment, revision),
    refetchInterval: ({ state }) => (state.data?.complete ? COMPLETE_MS : WAITING_MS),
    refetchIntervalInBackground: true,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
