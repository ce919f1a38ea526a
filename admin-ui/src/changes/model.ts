import type { Answer, api } from '../api/client.ts';

/** One entry of the change log. */
export type Change = Answer<(typeof api.projects)[':project']['changes']['$get']>['changes'][number];
