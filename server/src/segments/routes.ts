import { createRoute, z } from '@hono/zod-openapi';
import { isDeepStrictEqual } from 'node:util';
import { applyChange } from '../apply-change.ts';
import { actorOf } from '../http/actor.ts';
import { full, invalid, refuse } from '../http/problem.ts';
import { answer, body, createRouter } from '../http/router.ts';
import { commentSchema, environmentParams, ifMatchHeader, LIMITS } from '../http/schema.ts';
import { demandVersion, etag } from '../http/versions.ts';
import { find } from '../find.ts';
import type { Store } from '../store/store.ts';
import { checkPatterns } from '../targeting/index.ts';
import { checkReachAround } from './questions.ts';
import { checkSegment, contentOf, usersOf } from './rules.ts';
import { createSegmentSchema, segmentParams, segmentSchema, updateSegmentSchema } from './schema.ts';

/** Named groups of units, for the rules of one environment. */
export function segmentRoutes({ store }: { store: Store }) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects/{project}/environments/{environment}/segments',
        summary: 'All segments of an environment',
        tags: ['Segments'],
        'x-role': 'viewer',
        request: { params: environmentParams },
        responses: { 200: answer(z.object({ segments: z.array(segmentSchema) }), 'Sorted by key.') },
      }),
      async (c) => {
        const { project, environment } = c.req.valid('param');
        await find.environment(store, project, environment);
        return c.json({ segments: await store.segments(project, environment) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/projects/{project}/environments/{environment}/segments',
        summary: 'Create a segment',
        tags: ['Segments'],
        'x-role': 'editor',
        request: { params: environmentParams, body: body(createSegmentSchema) },
        responses: { 201: answer(segmentSchema, 'The segment.') },
      }),
      async (c) => {
        const { project, environment } = c.req.valid('param');
        const { key, comment, ...content } = c.req.valid('json');
        await applyChange(store, project, actorOf(c), async () => {
          await find.environment(store, project, environment);
          const segments = await store.segments(project, environment);
          if (segments.some((segment) => segment.key === key)) {
            throw refuse(
              409,
              'exists',
              `${environment} has a segment "${key}" already. Choose another key.`,
              {
                errors: [{ field: 'key', problem: 'is taken', remedy: 'Choose another key.' }],
              },
            );
          }
          if (segments.length >= LIMITS.segmentsPerEnvironment) {
            throw full(
              'segments of this environment',
              LIMITS.segmentsPerEnvironment,
              'Remove one that nothing uses.',
            );
          }
          const problems = [
            ...checkSegment(key, content, segments),
            ...checkReachAround({ key, ...content }, segments, await store.flags(project), environment),
            ...(await checkPatterns(content.rules)),
          ];
          if (problems.length > 0) throw invalid(problems);
          return {
            action: 'segment.create',
            segment: key,
            environment,
            comment,
            writes: [{ type: 'segment', key, environment, value: content }],
          };
        });
        const segment = await find.segment(store, project, environment, key);
        c.header('etag', etag(segment.version));
        return c.json(segment, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/projects/{project}/environments/{environment}/segments/{segment}',
        summary: 'One segment',
        tags: ['Segments'],
        'x-role': 'viewer',
        request: { params: segmentParams },
        responses: { 200: answer(segmentSchema, 'Its ETag is what a PUT names as If-Match.') },
      }),
      async (c) => {
        const { project, environment, segment: key } = c.req.valid('param');
        const segment = await find.segment(store, project, environment, key);
        c.header('etag', etag(segment.version));
        return c.json(segment, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/api/v1/projects/{project}/environments/{environment}/segments/{segment}',
        summary: 'Change a segment',
        tags: ['Segments'],
        'x-role': 'editor',
        request: { params: segmentParams, headers: ifMatchHeader, body: body(updateSegmentSchema) },
        responses: { 200: answer(segmentSchema, 'The segment as it stands now.') },
      }),
      async (c) => {
        const { project, environment, segment: key } = c.req.valid('param');
        const { 'if-match': ifMatch } = c.req.valid('header');
        const { comment, ...content } = c.req.valid('json');
        await applyChange(store, project, actorOf(c), async () => {
          const segment = await find.segment(store, project, environment, key);
          const what = `Segment "${key}" in ${environment}`;
          demandVersion(ifMatch, what, { version: segment.version, value: segment });
          const segments = await store.segments(project, environment);
          const others = segments.filter((other) => other.key !== key);
          const problems = [
            ...checkSegment(key, content, others),
            ...checkReachAround({ key, ...content }, others, await store.flags(project), environment),
            ...(await checkPatterns(content.rules, segment.rules)),
          ];
          if (problems.length > 0) throw invalid(problems);
          if (isDeepStrictEqual(contentOf(segment), content)) return undefined;
          return {
            action: 'segment.update',
            segment: key,
            environment,
            comment,
            writes: [{ type: 'segment', key, environment, value: content }],
          };
        });
        const segment = await find.segment(store, project, environment, key);
        c.header('etag', etag(segment.version));
        return c.json(segment, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/api/v1/projects/{project}/environments/{environment}/segments/{segment}',
        summary: 'Remove a segment that nothing uses',
        tags: ['Segments'],
        'x-role': 'editor',
        request: { params: segmentParams, query: z.object({ comment: commentSchema }) },
        responses: { 204: { description: 'It is gone; the change log keeps what it held.' } },
      }),
      async (c) => {
        const { project, environment, segment: key } = c.req.valid('param');
        const { comment } = c.req.valid('query');
        await applyChange(store, project, actorOf(c), async () => {
          await find.segment(store, project, environment, key);
          const users = usersOf(
            key,
            environment,
            await store.flags(project),
            await store.segments(project, environment),
          );
          if (users.length > 0) {
            throw refuse(
              409,
              'in_use',
              `Segment "${key}" is used by ${users.join(', ')}. Take it out of their rules first.`,
            );
          }
          return {
            action: 'segment.remove',
            segment: key,
            environment,
            comment,
            writes: [{ type: 'segment', key, environment, value: null }],
          };
        });
        return c.body(null, 204);
      },
    );
}
