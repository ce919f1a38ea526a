import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

const REFRESH_MS = 10_000;

/** What the server found out about itself: how long a change takes to reach an SDK. */
export function usePropagation() {
  return useQuery({
    queryKey: ['propagation'],
    queryFn: () => answer(api.propagation.$get()),
    refetchInterval: REFRESH_MS,
  });
}
