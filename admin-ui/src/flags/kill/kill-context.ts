import { createContext, useContext } from 'react';

export interface KillTarget {
  flag: string;
  /** Where; the dialog proposes production when absent. */
  environment?: string;
}

export interface KillSwitch {
  kill(target: KillTarget): void;
  restore(target: Required<KillTarget>): void;
}

export const KillContext = createContext<KillSwitch | null>(null);

/** Opens the dialogs from wherever one is. */
export function useKillSwitch(): KillSwitch {
  const killSwitch = useContext(KillContext);
  if (!killSwitch) throw new Error('useKillSwitch needs a KillProvider above it.');
  return killSwitch;
}
