import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

export const apiTokensQuery = queryOptions({
  queryKey: ['api-tokens'],
  queryFn: async () => (await answer(api['api-tokens'].$get())).tokens,
});

export function useApiTokens() {
  return useQuery(apiTokensQuery);
}
