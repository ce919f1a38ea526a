import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS, type Problem } from '../../../server/src/http/schema.ts';
import type { Write } from '../../../server/src/store/model.ts';
import { openApp, type Answer, type TestApp } from '../test-app.ts';
import { clause, expectRefusal, many, openSender, rule, SEGMENTS, type Sender } from './sender.ts';

let app: TestApp;
let sender: Sender;
beforeAll(async () => {
  app = await openApp({ roles: ['viewer', 'editor', 'admin'] });
  sender = await openSender(app);
});
afterAll(() => app[Symbol.asyncDispose]());

describe('segments in segments', () => {
  const asking = (...keys: string[]) => ({
    rules: keys.length > 0 ? [{ id: 'r', clauses: [clause({ operator: 'inSegment', values: keys })] }] : [],
  });
  const make = (key: string, ...keys: string[]) => sender.createSegment({ key, ...asking(...keys) });

  test('may be so deep and no deeper', async () => {
    for (let level = 1; level <= LIMITS.segmentDepth; level++) {
      const { status } = await make(`level-${level}`, ...(level > 1 ? [`level-${level - 1}`] : []));
      expect(status).toBe(201);
    }
    const { segmentDepth } = LIMITS;
    expectRefusal(await make('too-deep', `level-${segmentDepth}`), 'rules', segmentDepth, segmentDepth + 1);
  });

  test('may ask so many and no more', async () => {
    await make('asked');
    const { segmentQuestions } = LIMITS;
    const times = (n: number) => many(n, () => 'asked');
    expect((await make('asks-many', ...times(segmentQuestions - 1))).status).toBe(201);
    expectRefusal(
      await make('asks-more', ...times(segmentQuestions)),
      'rules',
      segmentQuestions,
      segmentQuestions + 1,
    );
    const inRule = clause({ operator: 'inSegment', values: ['asks-many', 'asked'] });
    expectRefusal(
      await sender.configure(rule({ clauses: [inRule] })),
      'rules',
      segmentQuestions,
      segmentQuestions + 1,
    );
  });
});

describe('how many there may be', () => {
  const commit = (writes: Write[]) =>
    app.store.commit(
      { project: 'shop', action: 'flag.create', comment: '', writes },
      { type: 'system', id: 'test', name: 'Test' },
    );

  test('flags of a project', async () => {
    const [found] = await app.store.flags('shop');
    if (!found) throw new Error('There is no flag to copy');
    const { key: _, version: _v, createdAt: _c, environments: _e, ...value } = found;
    const { flagsPerProject } = LIMITS;
    const missing = flagsPerProject - 1 - (await app.store.flags('shop')).length;
    await commit(many(missing, (i): Write => ({ type: 'flag', key: `filler-${i}`, value })));
    expect((await sender.createFlag({ key: 'the-last' })).status).toBe(201);
    expectRefusal(
      await sender.createFlag({ key: 'one-too-many' }),
      'key',
      flagsPerProject,
      flagsPerProject + 1,
    );
  });

  test('segments of an environment', async () => {
    const value = { name: 'Filler', description: '', included: [], excluded: [], rules: [] };
    const { segmentsPerEnvironment } = LIMITS;
    const missing = segmentsPerEnvironment - 1 - (await app.store.segments('shop', 'production')).length;
    await commit(
      many(missing, (i): Write => ({
        type: 'segment',
        key: `filler-${i}`,
        environment: 'production',
        value,
      })),
    );
    expect((await sender.createSegment({ key: 'the-last' })).status).toBe(201);
    expectRefusal(await sender.createSegment({}), 'key', segmentsPerEnvironment, segmentsPerEnvironment + 1);
  });

  test('environments of a project', async () => {
    await app.call('POST /api/v1/projects', { as: 'admin', body: { key: 'other', name: 'Other' } });
    const { environmentsPerProject } = LIMITS;
    const add = (index: number): Promise<Answer<Problem>> => {
      const body = { key: `e${index}`, name: `E${index}` };
      return app.call('POST /api/v1/projects/other/environments', { as: 'admin', body });
    };
    const there = (await app.store.environments('other')).length;
    for (let index = there; index < environmentsPerProject; index++) {
      expect((await add(index)).status).toBe(201);
    }
    expectRefusal(await add(99), 'key', environmentsPerProject, environmentsPerProject + 1);
  });

  test('bytes of a request', async () => {
    const { bodyBytes } = LIMITS;
    const body = (bytes: number) => {
      const start = `{"key":"UPPER","name":"`;
      return `${start}${'a'.repeat(bytes - start.length - 2)}"}`;
    };
    const send = (bytes: number): Promise<Answer<Problem>> =>
      app.call(`POST ${SEGMENTS}`, { as: 'editor', text: body(bytes) });
    // Read, and refused for its key.
    expect((await send(bodyBytes)).status).toBe(400);
    const above = await send(bodyBytes + 1);
    expect(above.status).toBe(413);
    expectRefusal(above, 'body', bodyBytes);
  });
});
