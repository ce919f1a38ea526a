import type { Answer, api } from '../api/client.ts';

type SdkKeys = (typeof api.projects)[':project']['environments'][':environment']['sdk-keys'];

export type SdkKey = Answer<SdkKeys['$get']>['sdkKeys'][number];
export type CreatedSdkKey = Answer<SdkKeys['$post']>;
