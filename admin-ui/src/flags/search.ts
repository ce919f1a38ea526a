import * as z from 'zod/mini';
import { maybe } from '../api/maybe.ts';

/** What the flags list shows, as it stands in its address. A value that it does not know is as good as none. */
export const flagsSearch = z.object({
  q: maybe(z.string()),
  kind: maybe(z.enum(['release', 'ops', 'experiment', 'permission'])),
  tag: maybe(z.string()),
  /** `production:killed`: a state in one environment. */
  state: maybe(z.string()),
  archived: maybe(z.boolean()),
});

export type FlagsSearch = z.infer<typeof flagsSearch>;

export const FLAG_TABS = ['targeting', 'variants', 'history', 'settings'] as const;

export const flagSearch = z.object({
  environment: maybe(z.string()),
  tab: maybe(z.enum(FLAG_TABS)),
  /** Within Targeting: the rules, or what they make of a context. */
  view: maybe(z.enum(['try'])),
});

export const incidentSearch = z.object({
  environment: maybe(z.string()),
  q: maybe(z.string()),
  /** Opens its kill switch. */
  flag: maybe(z.string()),
  incident: maybe(z.string()),
});
