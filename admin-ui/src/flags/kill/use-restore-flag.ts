import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import { useRefreshFlags } from '../use-refresh-flags.ts';

export interface Restoration {
  flag: string;
  environment: string;
  confirm: string;
  comment: string;
}

function restoreFlag(project: string, { flag, environment, confirm, comment }: Restoration) {
  return answer(
    api.projects[':project'].flags[':flag'].environments[':environment'].restore.$post({
      param: { project, flag, environment },
      json: { confirm, comment },
    }),
  );
}

export function useRestoreFlag(project: string) {
  const refresh = useRefreshFlags(project);
  return useMutation({
    mutationFn: (restoration: Restoration) => restoreFlag(project, restoration),
    onSuccess: () => void refresh(),
  });
}
