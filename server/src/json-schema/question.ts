import type { JsonValue } from '@signalbox/core/evaluator';
import type { JsonSchema } from '../store/model.ts';

/** Which edition of JSON Schema a schema is written in. */
export type Draft = '2020-12' | '07';

/** Whether these values satisfy a schema. */
export interface Question {
  schema: JsonSchema;
  draft: Draft;
  values: readonly JsonValue[];
}

interface Finding {
  /** A JSON Pointer: `/items/0`. */
  path: string;
  message: string;
}

export interface Findings {
  /** What is wrong with the schema itself: then nothing was validated. */
  schema: readonly Finding[];
  /** What is wrong with each value. */
  values: readonly (readonly Finding[])[];
}
