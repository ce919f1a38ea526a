import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../../server/src/http/schema.ts';
import { openApp, type TestApp } from '../test-app.ts';
import { expectRefusal, openSender, type Sender } from './sender.ts';
import { SIZES } from './sizes.ts';

let app: TestApp;
let sender: Sender;
beforeAll(async () => {
  app = await openApp({ roles: ['viewer', 'editor', 'admin'] });
  sender = await openSender(app);
});
afterAll(() => app[Symbol.asyncDispose]());

describe.each(SIZES)('$name of $field', ({ name, field, send, uncounted }) => {
  test('may be reached', async () => {
    const { status, text: said } = await send(LIMITS[name], sender);
    expect(status, said.slice(0, 500)).toBeLessThan(300);
  });

  test('may not be passed, and says so', async () => {
    const before = await app.state();
    const size = LIMITS[name] + 1;
    expectRefusal(await send(size, sender), field, LIMITS[name], uncounted ? undefined : size);
    expect(await app.state()).toEqual(before);
  });
});

/** Neither has more to say, or they have tests of their own. */
const ELSEWHERE: (keyof typeof LIMITS)[] = [
  'patternSteps',
  'prerequisites',
  'prerequisiteDepth',
  'prerequisiteQuestions',
  'contextBytes',
  'contextDepth',
  'metricsPerEnvironment',
  'metadata',
  'metadataNameLength',
  'metadataValueLength',
];

test('every limit is tried', () => {
  const tried = new Set([
    ...SIZES.map(({ name }) => name),
    ...ELSEWHERE,
    ...(['segmentDepth', 'segmentQuestions', 'segmentsPerEnvironment'] as const),
    ...(['flagsPerProject', 'environmentsPerProject', 'bodyBytes'] as const),
  ]);
  expect([...tried].toSorted()).toEqual(Object.keys(LIMITS).toSorted());
});
