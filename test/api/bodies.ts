import type { hc, InferResponseType } from 'hono/client';
import type { AppType } from '../../server/src/app.ts';
import type { Problem } from '../../server/src/http/schema.ts';

type Api = ReturnType<typeof hc<AppType>>['api']['v1'];
type OneProject = Api['projects'][':project'];
type OneEnvironment = OneProject['environments'][':environment'];
type OneFlag = OneProject['flags'][':flag'];

/** What routes answer when all is well, as the typed client of the admin UI sees it. */
export type Flag = InferResponseType<OneFlag['$get']>;
export type FlagConfig = Flag['environments'][string];
export type KillResult = InferResponseType<OneFlag['environments'][':environment']['kill']['$post']>;
export type Project = InferResponseType<OneProject['$get']>;
export type Segment = InferResponseType<OneEnvironment['segments'][':segment']['$get']>;
export type Segments = InferResponseType<OneEnvironment['segments']['$get']>;
export type Change = InferResponseType<OneProject['changes'][':sequence']['$get']>;
export type Changes = InferResponseType<OneProject['changes']['$get']>;
export type Environments = InferResponseType<OneProject['environments']['$get']>;
export type Explained = InferResponseType<OneEnvironment['explain']['$post']>;
export type PrerequisiteGraph = InferResponseType<OneEnvironment['prerequisites']['$get']>;
export type SdkKey = InferResponseType<OneEnvironment['sdk-keys'][':id']['$delete']>;
export type CreatedSdkKey = InferResponseType<OneEnvironment['sdk-keys']['$post']>;
export type ApiTokens = InferResponseType<Api['api-tokens']['$get']>;
export type CreatedApiToken = InferResponseType<Api['api-tokens']['$post']>;
export type CreatedPerson = InferResponseType<Api['people']['$post']>;
export type Session = InferResponseType<Api['session']['$get']>;

/** As much of an OpenAPI document as tests look at. */
export interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  'x-role'?: string;
  summary?: string;
  requestBody?: unknown;
  responses: Record<string, unknown>;
}

/** A flag's behaviour where it must be. */
export function configIn(flag: Flag, environment: string): FlagConfig {
  const config = flag.environments[environment];
  if (!config) throw new Error(`Flag ${flag.key} is not in ${environment}`);
  return config;
}

/** The fields that a refusal names. */
export function fieldsOf(problem: Problem): string[] {
  return (problem.errors ?? []).map(({ field }) => field);
}
