import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { NewSegment } from './model.ts';
import { useRefreshSegments } from './use-refresh-segments.ts';

function createSegment(project: string, environment: string, json: NewSegment) {
  const { segments } = api.projects[':project'].environments[':environment'];
  return answer(segments.$post({ param: { project, environment }, json }));
}

export function useCreateSegment(project: string, environment: string) {
  const refresh = useRefreshSegments(project, environment);
  return useMutation({
    mutationFn: (segment: NewSegment) => createSegment(project, environment, segment),
    onSuccess: refresh,
  });
}
