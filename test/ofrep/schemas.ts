import { Ajv } from 'ajv';
import { expect } from 'vitest';

/**
 * What OFREP 0.3.0 says its answers look like. Source of the facts: the OpenFeature Remote Evaluation Protocol,
 * https://github.com/open-feature/protocol, service/openapi.yaml and service/event-streams.yaml (Apache-2.0).
 *
 * `value` has no type here: of the six kinds of flags that the protocol lists, the last one, `codeDefaultFlag`, is any
 * object at all, so it leaves the value open too.
 */
const text = { type: 'string' };
const metadata = { type: 'object', additionalProperties: { type: ['boolean', 'string', 'number'] } };

const success = {
  type: 'object',
  required: ['key', 'reason'],
  properties: {
    key: text,
    reason: { enum: ['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'UNKNOWN'] },
    variant: text,
    metadata,
  },
};

function failureWith(...codes: string[]) {
  return {
    type: 'object',
    required: ['key', 'errorCode'],
    properties: { key: text, errorCode: { enum: codes }, errorDetails: text, metadata },
  };
}

const failure = failureWith('PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL');

const eventStream = {
  type: 'object',
  required: ['type'],
  oneOf: [{ required: ['url'] }, { required: ['endpoint'] }],
  properties: {
    type: text,
    url: text,
    endpoint: {
      type: 'object',
      required: ['requestUri'],
      properties: { origin: text, requestUri: { type: 'string', pattern: '^/' } },
    },
    inactivityDelaySec: { type: 'integer', minimum: 1 },
  },
};

const schemas = {
  success,
  failure,
  notFound: failureWith('FLAG_NOT_FOUND'),
  bulk: {
    type: 'object',
    required: ['flags'],
    properties: {
      flags: { type: 'array', items: { oneOf: [success, failure] } },
      metadata,
      eventStreams: { type: 'array', items: eventStream },
    },
  },
  bulkFailure: {
    type: 'object',
    required: ['errorCode'],
    properties: { errorCode: text, errorDetails: text },
  },
  generalError: { type: 'object', properties: { errorDetails: text } },
  eventData: {
    type: 'object',
    required: ['type'],
    properties: { type: text, etag: text, lastModified: { type: 'integer', minimum: 0 } },
  },
};

const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false });
const checks = new Map(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]));

/** The value is what the protocol says it is. */
export function expectShape(name: keyof typeof schemas, value: unknown): void {
  const check = checks.get(name);
  check?.(value);
  expect(check?.errors, JSON.stringify(value)).toBeNull();
}
