import { expect, test } from 'vitest';
import type { Description } from '../api/bodies.ts';
import { openApp } from '../api/test-app.ts';

test('every OFREP route of the server stands in the API description, with the keys that it takes', async () => {
  await using app = await openApp({ roles: [] });
  const served = app.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/ofrep/'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  const { body } = await app.call<Description>('GET /openapi.json');
  const described = Object.entries(body.paths)
    .filter(([path]) => path.startsWith('/ofrep/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        route: `${method.toUpperCase()} ${path}`,
        operation,
      })),
    );
  expect(described.map(({ route }) => route).toSorted()).toEqual([...new Set(served)].toSorted());
  expect(described).toHaveLength(3);
  for (const { operation } of described) {
    expect(operation).toMatchObject({ security: [{ sdkKey: [] }, { sdkKeyHeader: [] }] });
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '401', '403']));
  }
});
