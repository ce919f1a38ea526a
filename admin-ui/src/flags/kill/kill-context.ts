import { createContext, useContext } from 'react';

export interface KillTarget {
  flag: string;
  /** Where; the dialog proposes production when absent. */
  environment?: string;
  /** What it is about, such as `INC-123`, if that is known already. */
  incident?: string;
}

export type RestoreTarget = Required<Pick<KillTarget, 'flag' | 'environment'>>;

export interface KillSwitch {
  kill(target: KillTarget): void;
  restore(target: RestoreTarget): void;
}

export const KillContext = createContext<KillSwitch | null>(null);

/** Opens the dialogs from wherever one is. */
export function useKillSwitch(): KillSwitch {
  const killSwitch = useContext(KillContext);
  if (!killSwitch) throw new Error('useKillSwitch needs a KillProvider above it.');
  return killSwitch;
}
