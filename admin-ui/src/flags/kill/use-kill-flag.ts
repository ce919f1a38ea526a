import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import { useRefreshFlags } from '../use-refresh-flags.ts';

export interface Kill {
  flag: string;
  environment: string;
  reason: string;
  incident: string | null;
}

function killFlag(project: string, { flag, environment, reason, incident }: Kill) {
  return answer(
    api.projects[':project'].flags[':flag'].environments[':environment'].kill.$post({
      param: { project, flag, environment },
      json: { reason, incident },
    }),
  );
}

export function useKillFlag(project: string) {
  const refresh = useRefreshFlags(project);
  return useMutation({
    mutationFn: (kill: Kill) => killFlag(project, kill),
    // The receipt must not wait for the screens behind it.
    onSuccess: () => void refresh(),
  });
}
