import type { Answer, api } from '../api/client.ts';

type Environments = (typeof api.projects)[':project']['environments'];

export type Environment = Answer<Environments['$get']>['environments'][number];
