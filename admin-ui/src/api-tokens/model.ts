import type { Answer, api } from '../api/client.ts';

type ApiTokens = (typeof api)['api-tokens'];

export type ApiToken = Answer<ApiTokens['$get']>['tokens'][number];
export type CreatedApiToken = Answer<ApiTokens['$post']>;
