import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { sdkKeysQuery } from './use-sdk-keys.ts';

export interface NewSdkKey {
  name: string;
  kind: 'server' | 'client';
}

function createSdkKey(project: string, environment: string, json: NewSdkKey) {
  const keys = api.projects[':project'].environments[':environment']['sdk-keys'];
  return answer(keys.$post({ param: { project, environment }, json }));
}

export function useCreateSdkKey(project: string, environment: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sdkKey: NewSdkKey) => createSdkKey(project, environment, sdkKey),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sdkKeysQuery(project, environment).queryKey }),
  });
}
