import { parentPort, workerData } from 'node:worker_threads';
import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Findings, Question } from './question.ts';

/** Answers one question in a thread of its own, which can be ended when a schema makes it take for ever. */

const { schema, draft, values } = workerData as Question;

const options = {
  // Finds keywords that are misspelt, which JSON Schema itself takes for remarks.
  strictSchema: true,
  strictNumbers: true,
  // `format` is a remark as well: no two validators agree on what is a valid e-mail address.
  validateFormats: false,
  inlineRefs: false,
  addUsedSchema: false,
  logger: false,
} as const;

function examine(): Findings {
  const ajv = draft === '2020-12' ? new Ajv2020(options) : new Ajv(options);
  // A promise only for schemas that say they are asynchronous, which is an invention of this validator.
  if (ajv.validateSchema(schema) !== true) return { schema: errorsOf(ajv.errors).slice(0, 1), values: [] };
  try {
    const validate = ajv.compile(schema);
    return {
      schema: [],
      values: values.map((value) => (validate(value) ? [] : errorsOf(validate.errors))),
    };
  } catch (error) {
    return {
      schema: [{ path: '', message: error instanceof Error ? error.message : String(error) }],
      values: [],
    };
  }
}

/** The deepest first: it says most exactly what is wrong. */
function errorsOf(errors: readonly ErrorObject[] | null | undefined): Findings['schema'] {
  return (errors ?? [])
    .map(({ instancePath, message = 'is not valid', params }) => ({
      path: instancePath,
      message: [message, namedIn(params)].filter(Boolean).join(' '),
    }))
    .toSorted((a, b) => b.path.length - a.path.length);
}

/** What the message leaves out. */
function namedIn(params: Record<string, unknown>): string {
  const { additionalProperty, allowedValues, allowedValue } = params;
  const named = additionalProperty ?? allowedValues ?? allowedValue;
  return named === undefined ? '' : JSON.stringify(named);
}

parentPort?.postMessage(examine(), []);
