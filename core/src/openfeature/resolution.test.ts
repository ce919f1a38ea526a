import { expect, test } from 'vitest';
import type { ErrorCode } from '../evaluator/index.ts';
import { toResolution } from './resolution.ts';

const codes: Record<ErrorCode, `code ${ErrorCode}`> = {
  PROVIDER_NOT_READY: 'code PROVIDER_NOT_READY',
  FLAG_NOT_FOUND: 'code FLAG_NOT_FOUND',
  PARSE_ERROR: 'code PARSE_ERROR',
  TYPE_MISMATCH: 'code TYPE_MISMATCH',
  TARGETING_KEY_MISSING: 'code TARGETING_KEY_MISSING',
  INVALID_CONTEXT: 'code INVALID_CONTEXT',
  PROVIDER_FATAL: 'code PROVIDER_FATAL',
  GENERAL: 'code GENERAL',
};

test('an answer keeps its value, variant, reason and metadata', () => {
  const answer = {
    value: { rows: 3 },
    variant: 'three',
    reason: 'TARGETING_MATCH',
    flagMetadata: { ruleId: 'r1', share: 0.5, revision: 7, reviewed: true },
  } as const;
  expect(toResolution({ flagKey: 'layout', ...answer }, codes)).toEqual(answer);
});

test.each(Object.entries(codes))('an error keeps its message and has OpenFeature’s %s', (name, code) => {
  const answer = { value: false, reason: 'ERROR', errorMessage: 'Why.', flagMetadata: {} } as const;
  const errorCode = name as ErrorCode;
  expect(toResolution({ flagKey: 'layout', ...answer, errorCode }, codes)).toEqual({
    ...answer,
    errorCode: code,
  });
});
