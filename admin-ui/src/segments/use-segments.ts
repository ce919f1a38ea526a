import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

export function segmentsQuery(project: string, environment: string) {
  return queryOptions({
    queryKey: ['projects', project, 'environments', environment, 'segments'],
    queryFn: async () => {
      const param = { project, environment };
      const call = api.projects[':project'].environments[':environment'].segments.$get({ param });
      return (await answer(call)).segments;
    },
    enabled: environment !== '',
  });
}

export function useSegments(project: string, environment: string) {
  return useQuery(segmentsQuery(project, environment));
}
