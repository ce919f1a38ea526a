import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { useRefreshFlags } from './use-refresh-flags.ts';

interface Archiving {
  archive: boolean;
  comment: string;
}

function archiveFlag(project: string, flag: string, { archive, comment }: Archiving) {
  const { archive: put, unarchive } = api.projects[':project'].flags[':flag'];
  const request = { param: { project, flag }, json: { comment } };
  return archive ? answer(put.$post(request)) : answer(unarchive.$post(request));
}

export function useArchiveFlag(project: string, flag: string) {
  const refresh = useRefreshFlags(project);
  return useMutation({
    mutationFn: (archiving: Archiving) => archiveFlag(project, flag, archiving),
    onSuccess: refresh,
  });
}
