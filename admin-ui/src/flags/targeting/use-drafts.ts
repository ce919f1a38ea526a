import { useState } from 'react';
import type { Flag, FlagConfig, Targeting } from '../model.ts';
import { sameTargeting } from './config-diff.ts';
import { rebase, targetingOf } from './draft.ts';

/** Edits that are not saved yet, with what they were made from. */
export interface Draft {
  base: FlagConfig;
  targeting: Targeting;
}

type Drafts = Readonly<Record<string, Draft | undefined>>;

export function useDrafts(flag: Flag) {
  const [drafts, setDrafts] = useState<Drafts>({});

  /** Made from what stands now when only something else than the targeting changed since: a kill, say. */
  const of = (environment: string): Draft | undefined => {
    const draft = drafts[environment];
    const config = flag.environments[environment];
    if (!draft || !config || sameTargeting(draft.targeting, config)) return undefined;
    return sameTargeting(draft.base, config) ? { ...draft, base: config } : draft;
  };

  const set = (environment: string, draft: Draft | undefined) =>
    setDrafts((previous) => ({ ...previous, [environment]: draft }));

  return {
    of,
    isDirty: (environment: string) => of(environment) !== undefined,
    anyDirty: Object.keys(drafts).some((environment) => of(environment) !== undefined),

    edit(environment: string, targeting: Targeting) {
      const base = of(environment)?.base ?? flag.environments[environment];
      if (base) set(environment, { base, targeting });
    },

    /** Puts the edits on top of what somebody else saved meanwhile. */
    rebase(environment: string) {
      const draft = of(environment);
      const config = flag.environments[environment];
      if (!draft || !config) return;
      const { targeting } = rebase(draft.base, draft.targeting, targetingOf(config));
      set(environment, { base: config, targeting });
    },

    discard: (environment: string) => set(environment, undefined),
  };
}
