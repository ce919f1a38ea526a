import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { createClient, type EvaluationContext } from '@signalbox/sdk-node';
import { flagContext as expressContext } from '@signalbox/sdk-node/express';
import { flagContext as honoContext } from '@signalbox/sdk-node/hono';
import express from 'express';
import { Hono, type Context } from 'hono';
import { streamText } from 'hono/streaming';
import { afterAll, describe, expect, test } from 'vitest';
import { booleanFlag, rule } from '../../../core/src/evaluator/fixtures.ts';
import { rulesetPayload } from '../../../core/src/sync/fixtures.ts';

/** On for the customer c-1. */
const flag = booleanFlag({
  rules: [rule([{ attribute: 'targetingKey', operator: 'in', values: ['c-1'] }], { variant: 'on' })],
  fallthrough: { variant: 'off' },
});
const client = createClient({
  url: undefined,
  sdkKey: undefined,
  offline: true,
  bootstrap: rulesetPayload(1, [flag]),
});
/** Somewhere deep in an application, where nobody knows the request. */
const answer = (): string => String(client.isEnabled('new-checkout'));

const warnings: string[] = [];
const onWarning = (message: string) => void warnings.push(message);

/** The customer whom a header names; three of them make trouble. */
function customer(name: string | undefined): EvaluationContext | undefined {
  if (name === 'broken') throw new Error('no such customer');
  return name === undefined ? undefined : { targetingKey: name };
}

async function customerSoon(name: string | undefined): Promise<EvaluationContext | undefined> {
  await wait(1);
  return customer(name);
}

function hono(): RequestListener {
  const app = new Hono();
  app.use(
    '/later/*',
    honoContext(async (c) => customerSoon(c.req.header('x-customer')), { onWarning }),
  );
  app.use(
    '/now/*',
    honoContext((c) => customer(c.req.header('x-customer')), { onWarning }),
  );
  app.get('/:when/plain', (c) => c.text(answer()));
  app.get('/:when/async', async (c) => {
    await wait(1);
    return c.text(answer());
  });
  app.post('/:when/body', async (c) => c.text((await c.req.json<string[]>()).join() + answer()));
  app.get('/:when/stream', (c) =>
    streamText(c, async (stream) => {
      for (let n = 0; n < 2; n++) {
        await stream.write(answer());
        await wait(1);
      }
    }),
  );
  app.get('/:when/failing', () => {
    throw new Error(answer());
  });
  app.onError((error, c) => c.text(`failed: ${error.message}`, 500));
  const listener = getRequestListener(app.fetch);
  return (request, response) => void listener(request, response);
}

function expressApp(): RequestListener {
  const app = express();
  app.use(
    '/later',
    expressContext((request) => customerSoon(request.get('x-customer')), { onWarning }),
  );
  app.use(
    '/now',
    expressContext((request) => customer(request.get('x-customer')), { onWarning }),
  );
  app.use(express.json());
  app.get('/:when/plain', (_request, response) => void response.send(answer()));
  app.get('/:when/async', async (_request, response) => {
    await wait(1);
    response.send(answer());
  });
  app.post('/:when/body', (request, response) => {
    response.send((request.body as string[]).join() + answer());
  });
  app.get('/:when/stream', async (_request, response) => {
    response.write(answer());
    await wait(1);
    response.end(answer());
  });
  app.get('/:when/failing', () => {
    throw new Error(answer());
  });
  const failed: express.ErrorRequestHandler = (error: Error, _request, response, _next) =>
    void response.status(500).send(`failed: ${error.message}`);
  app.use(failed);
  return app;
}

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

describe.each([
  ['Hono', await serve(hono())],
  ['Express', await serve(expressApp())],
])('the middleware for %s', (_name, url) => {
  async function ask(path: string, name: string, init: RequestInit = {}): Promise<string> {
    const headers = { 'x-customer': name, 'content-type': 'application/json' };
    return (await fetch(url + path, { ...init, headers })).text();
  }

  describe.each(['/now', '/later'])('with a context that is there %s', (when) => {
    test.each([
      ['a plain handler', '/plain', 'true', 'false'],
      ['an async handler', '/async', 'true', 'false'],
      ['a handler that streams', '/stream', 'truetrue', 'falsefalse'],
      ['a handler that throws', '/failing', 'failed: true', 'failed: false'],
    ])('%s asks for the customer of its own request', async (_what, path, first, second) => {
      const names = ['c-1', 'c-2', 'c-1', 'c-2'];
      const answers = await Promise.all(names.map((name) => ask(when + path, name)));
      expect(answers).toEqual([first, second, first, second]);
    });

    test('so does one that has read a body', async () => {
      const init = { method: 'POST', body: '["a","b"]' };
      expect(await ask(`${when}/body`, 'c-1', init)).toBe('a,btrue');
    });

    test('a context that cannot be read costs a warning, and the request goes on without it', async () => {
      warnings.length = 0;
      for (let n = 0; n < 3; n++) expect(await ask(`${when}/plain`, 'broken')).toBe('false');
      expect(warnings).toEqual([expect.stringContaining('no such customer')]);
    });
  });

  test('a request without a context is a request like any other', async () => {
    expect(await (await fetch(`${url}/now/plain`)).text()).toBe('false');
  });
});

test("both take the framework's own types for what only they know", async () => {
  interface Env {
    Variables: { customer: string };
  }
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set('customer', 'c-1');
    await next();
  });
  app.use(honoContext((c: Context<Env>) => ({ targetingKey: c.get('customer') })));
  app.get('/', (c) => c.text(answer()));
  expect(await (await app.request('/')).text()).toBe('true');

  const handler = expressContext((request: express.Request) => ({
    targetingKey: request.hostname === '127.0.0.1' ? 'c-1' : request.hostname,
  }));
  const url = await serve(express().use(handler, (_request, response) => void response.send(answer())));
  expect(await (await fetch(url)).text()).toBe('true');
});
