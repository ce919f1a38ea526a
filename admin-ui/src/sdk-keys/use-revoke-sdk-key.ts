import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { sdkKeysQuery } from './use-sdk-keys.ts';

function revokeSdkKey(project: string, environment: string, id: string) {
  const keys = api.projects[':project'].environments[':environment']['sdk-keys'];
  return answer(keys[':id'].$delete({ param: { project, environment, id } }));
}

export function useRevokeSdkKey(project: string, environment: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => revokeSdkKey(project, environment, id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sdkKeysQuery(project, environment).queryKey }),
  });
}
