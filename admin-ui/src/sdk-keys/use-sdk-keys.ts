import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

export function sdkKeysQuery(project: string, environment: string) {
  return queryOptions({
    queryKey: ['projects', project, 'environments', environment, 'sdk-keys'],
    queryFn: async () => {
      const keys = api.projects[':project'].environments[':environment']['sdk-keys'];
      return (await answer(keys.$get({ param: { project, environment } }))).sdkKeys;
    },
  });
}

export function useSdkKeys(project: string, environment: string) {
  return useQuery(sdkKeysQuery(project, environment));
}
