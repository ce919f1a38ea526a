import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { segmentsQuery } from './use-segments.ts';

function segmentQuery(project: string, environment: string, segment: string) {
  return queryOptions({
    queryKey: [...segmentsQuery(project, environment).queryKey, segment],
    queryFn: () =>
      answer(
        api.projects[':project'].environments[':environment'].segments[':segment'].$get({
          param: { project, environment, segment },
        }),
      ),
    enabled: environment !== '',
  });
}

export function useSegment(project: string, environment: string, segment: string) {
  return useQuery(segmentQuery(project, environment, segment));
}
