import type { JsonValue } from '@signalbox/core/evaluator';
import type { InferRequestType } from 'hono/client';
import type { Answer, api } from '../api/client.ts';

type Flags = (typeof api.projects)[':project']['flags'];

export type Flag = Answer<Flags[':flag']['$get']>;
export type FlagConfig = Flag['environments'][string];
export type Kill = NonNullable<FlagConfig['killed']>;
export type FlagKind = Flag['kind'];
/** What the variants of a JSON flag must satisfy; null for none. */
export type JsonSchema = { [keyword: string]: JsonValue } | null;

/** The part of a configuration that is edited and saved together. */
export type Targeting = Pick<
  FlagConfig,
  'enabled' | 'offVariant' | 'prerequisites' | 'rules' | 'fallthrough'
>;

export type NewFlag = InferRequestType<Flags['$post']>['json'];
export type FlagUpdate = InferRequestType<Flags[':flag']['$patch']>['json'];
