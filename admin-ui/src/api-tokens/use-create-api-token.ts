import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { Role } from '../people/model.ts';
import { expiresAt, type Expiry } from './expiries.ts';
import { apiTokensQuery } from './use-api-tokens.ts';

export interface NewApiToken {
  name: string;
  role: Role;
  expiry: Expiry;
}

function createApiToken({ expiry, ...token }: NewApiToken) {
  const json = { ...token, expiresAt: expiresAt(expiry, Date.now()) };
  return answer(api['api-tokens'].$post({ json }));
}

export function useCreateApiToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: createApiToken,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiTokensQuery.queryKey }),
  });
}
