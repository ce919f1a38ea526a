import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { useRefreshSegments } from './use-refresh-segments.ts';

function deleteSegment(param: { project: string; environment: string; segment: string }, comment: string) {
  const segment = api.projects[':project'].environments[':environment'].segments[':segment'];
  return answer(segment.$delete({ param, query: { comment } }));
}

export function useDeleteSegment(project: string, environment: string, segment: string) {
  const refresh = useRefreshSegments(project, environment);
  return useMutation({
    mutationFn: (comment: string) => deleteSegment({ project, environment, segment }, comment),
    onSuccess: refresh,
  });
}
