import { useMutation } from '@tanstack/react-query';
import { answer, api, ifMatch } from '../api/client.ts';
import type { Targeting } from './model.ts';
import { useRefreshFlags } from './use-refresh-flags.ts';

interface Configuration {
  version: number;
  targeting: Targeting;
  comment: string;
}

/** Replaces how the flag behaves in one environment; 412 when somebody else saved since `version`. */
function configureFlag(
  param: { project: string; flag: string; environment: string },
  { version, targeting, comment }: Configuration,
) {
  return answer(
    api.projects[':project'].flags[':flag'].environments[':environment'].$put({
      param,
      header: ifMatch(version),
      json: { ...targeting, comment },
    }),
  );
}

export function useConfigureFlag(project: string, flag: string, environment: string) {
  const refresh = useRefreshFlags(project);
  return useMutation({
    mutationFn: (configuration: Configuration) =>
      configureFlag({ project, flag, environment }, configuration),
    onSettled: refresh,
  });
}
