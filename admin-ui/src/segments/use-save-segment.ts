import { useMutation } from '@tanstack/react-query';
import { answer, api, ifMatch } from '../api/client.ts';
import type { SegmentUpdate } from './model.ts';
import { useRefreshSegments } from './use-refresh-segments.ts';

interface Save {
  version: number;
  update: SegmentUpdate;
}

function saveSegment(
  param: { project: string; environment: string; segment: string },
  { version, update }: Save,
) {
  const segment = api.projects[':project'].environments[':environment'].segments[':segment'];
  return answer(segment.$put({ param, header: ifMatch(version), json: update }));
}

export function useSaveSegment(project: string, environment: string, segment: string) {
  const refresh = useRefreshSegments(project, environment);
  return useMutation({
    mutationFn: (save: Save) => saveSegment({ project, environment, segment }, save),
    onSettled: refresh,
  });
}
