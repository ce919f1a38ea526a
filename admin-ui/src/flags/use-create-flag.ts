import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { NewFlag } from './model.ts';
import { useRefreshFlags } from './use-refresh-flags.ts';

function createFlag(project: string, json: NewFlag) {
  return answer(api.projects[':project'].flags.$post({ param: { project }, json }));
}

export function useCreateFlag(project: string) {
  const refresh = useRefreshFlags(project);
  return useMutation({ mutationFn: (flag: NewFlag) => createFlag(project, flag), onSuccess: refresh });
}
