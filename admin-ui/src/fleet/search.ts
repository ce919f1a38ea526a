import * as z from 'zod/mini';
import { maybe } from '../api/maybe.ts';

/** Which instances the fleet lists. A value that is not known is as good as none. */
const instanceFilter = z.object({
  state: maybe(z.enum(['applied', 'delivered', 'waiting', 'polling', 'diverged', 'away'])),
  /** Empty: those that gave no name. */
  application: maybe(z.string()),
  sdk: maybe(z.string()),
});

export const fleetSearch = z.extend(instanceFilter, { environment: maybe(z.string()) });

export type InstanceFilter = z.infer<typeof instanceFilter>;
