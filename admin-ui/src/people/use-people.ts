import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async () => (await answer(api.people.$get())).people,
});

export function usePeople() {
  return useQuery(peopleQuery);
}
