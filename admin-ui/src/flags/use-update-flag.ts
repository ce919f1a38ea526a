import { useMutation } from '@tanstack/react-query';
import { answer, api, ifMatch } from '../api/client.ts';
import type { FlagUpdate } from './model.ts';
import { useRefreshFlags } from './use-refresh-flags.ts';

interface Update {
  version: number;
  update: FlagUpdate;
}

function updateFlag(project: string, flag: string, { version, update }: Update) {
  return answer(
    api.projects[':project'].flags[':flag'].$patch({
      param: { project, flag },
      header: ifMatch(version),
      json: update,
    }),
  );
}

/** Changes what the flag is in every environment alike. */
export function useUpdateFlag(project: string, flag: string) {
  const refresh = useRefreshFlags(project);
  return useMutation({
    mutationFn: (update: Update) => updateFlag(project, flag, update),
    onSettled: refresh,
  });
}
