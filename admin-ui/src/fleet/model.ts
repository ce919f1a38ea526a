import type { Answer, api } from '../api/client.ts';

type OfEnvironment = (typeof api.projects)[':project']['environments'][':environment'];

export type Receipt = Answer<OfEnvironment['instances']['$get']>;
export type Instance = Receipt['instances'][number];
export type Propagation = Answer<typeof api.propagation.$get>;
