import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { openApp, type TestApp } from './test-app.ts';

const TOKEN = 'a-token-for-prometheus';

/** Names and types in the text that Prometheus reads, such as `signalbox_streams gauge`. */
function metricsIn(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\w+ \w+)$/gm)].map((match) => match[1] ?? '').toSorted();
}

/** The same out of the tables of docs/monitoring.md: one or more names in a row, a star behind those of Linux only. */
function metricsInDocs(): string[] {
  const page = readFileSync(join(root, 'docs/monitoring.md'), 'utf8');
  const rows = page.matchAll(/^\| (`[a-z].*?) +\| (gauge|counter|histogram) +\|/gm);
  return [...rows]
    .flatMap(([, names = '', type = '']) => names.split(', ').map((name) => ({ name, type })))
    .filter(({ name }) => process.platform === 'linux' || !name.endsWith('*'))
    .map(({ name, type }) => `${name.replaceAll(/[`\\*]/g, '')} ${type}`)
    .toSorted();
}

describe('the metrics', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp({ roles: ['admin'] });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  test('are all explained in docs/monitoring.md, and nothing else is', async () => {
    const { text, status, headers } = await app.call('GET /metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(metricsIn(text)).toEqual(metricsInDocs());
  });

  test('count requests by the pattern of the route, whatever was asked for', async () => {
    await app.call('GET /api/v1/projects/secret-plans', { as: 'admin' });
    await app.call('HEAD /api/v1/projects/secret-plans', { as: 'admin' });
    await app.call('GET /api/v1/projects/secret-plans');
    await app.call('GET /api/v1/no/such/address?email=ada@example.com');
    await app.call('BREW /api/v1/projects');
    await app.call('GET /sdk/v1/nothing/at/all');
    const { text } = await app.call('GET /metrics');
    const series = text.split('\n').filter((line) => line.startsWith('signalbox_http_requests_total{'));
    const counted = (method: string, route: string, status: string) =>
      series.find((line) => line.includes(`{method="${method}",route="${route}",status="${status}"} `));
    // Once as somebody, once as nobody.
    expect(counted('GET', '/api/v1/projects/:project', '4xx')).toMatch(/ 2$/);
    expect(counted('HEAD', '/api/v1/projects/:project', '4xx')).toMatch(/ 1$/);
    expect(counted('GET', '/*', '4xx')).toBeDefined();
    expect(counted('other', 'none', '4xx')).toBeDefined();
    expect(text).not.toMatch(/secret-plans|no\/such|nothing\/at|ada@example|BREW/);
    expect(text).toMatch(
      /^signalbox_http_request_seconds_bucket\{le="1",method="GET",route="\/api\/v1\/projects\/:project"\} 2$/m,
    );
  });

  test('say what is running', async () => {
    const { text } = await app.call('GET /metrics');
    expect(text).toContain('signalbox_build_info{version="0.0.0",commit="unknown"} 1');
  });
});

describe('who may read the metrics', () => {
  test('nobody, unless it is configured', async () => {
    await using app = await openApp({ roles: ['admin'], metricsAccess: 'closed' });
    const { status, body } = await app.call('GET /metrics', { as: 'admin' });
    expect(status).toBe(403);
    expect(body.detail).toContain('SIGNALBOX_METRICS_TOKEN');
  });

  test('who has the token', async () => {
    await using app = await openApp({ roles: [], metricsAccess: { token: TOKEN } });
    const read = async (authorization?: string) =>
      app.call('GET /metrics', { headers: authorization === undefined ? {} : { authorization } });
    expect((await read()).status).toBe(401);
    expect((await read(`Bearer ${TOKEN}x`)).status).toBe(401);
    expect((await read(`Basic ${TOKEN}`)).status).toBe(401);
    const { status, text } = await read(`Bearer ${TOKEN}`);
    expect(status).toBe(200);
    expect(text).not.toContain(TOKEN);
  });
});

test('how fast changes spread: nothing while the probe is off', async () => {
  await using app = await openApp({ roles: ['viewer'] });
  const { body } = await app.call<object>('GET /api/v1/propagation', { as: 'viewer' });
  const nothing = { lastMs: null, p50Ms: null, p99Ms: null, measuredAt: null };
  expect(body).toEqual({ ...nothing, failing: null, samples: 0 });
});
