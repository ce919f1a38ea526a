import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Client } from '@signalbox/sdk-node';
import { answersFor, audienceOf, contextOf, type ServiceAnswers } from '../shop/answers.ts';
import { FIRST_BASKET } from '../shop/basket.ts';
import { customerById, CUSTOMERS, type Customer } from '../shop/customers.ts';
import { renderPage } from './render.ts';
import type { Settings } from './settings.ts';

export interface ShopDeps {
  client: Client;
  settings: Pick<Settings, 'url' | 'clientKey'>;
  /** Which of the shop's instances this is, and of how many. */
  instance: number;
  instances: number;
  /** The built page. */
  pagesFolder: string;
}

/** The shop's service. Every question to a flag is answered in this process. */
export function createShop({ client, settings, instance, instances, pagesFolder }: ShopDeps): Hono {
  const { url, clientKey } = settings;
  const app = new Hono();

  function serviceAnswers(customer: Customer): ServiceAnswers {
    const context = contextOf(customer);
    return {
      loyaltyPoints: client.getNumberValue('loyalty-points', 1, context),
      paymentProvider: client.getStringValue('payment-provider', 'fallback', context),
      instance,
      instances,
      revision: client.stats().revision,
    };
  }

  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'self'"], connectSrc: ["'self'", new URL(url).origin] },
      // The page is served without TLS on the machine itself.
      strictTransportSecurity: false,
    }),
  );

  app.get('/', async (c) => {
    const customer = customerById(c.req.query('customer'));
    const template = await readFile(join(pagesFolder, 'index.html'), 'utf8');
    const answers = answersFor(client, customer);
    const service = serviceAnswers(customer);
    const audience = audienceOf(client, CUSTOMERS);
    const state = { customer, answers, service, audience, basket: FIRST_BASKET, step: 'basket' as const };
    const data = { url, clientKey, customer: customer.id, answers, service, audience: [...audience] };
    c.header('cache-control', 'no-store');
    return c.html(renderPage(template, state, data));
  });

  app.get('/api/instance', (c) => {
    c.header('cache-control', 'no-store');
    return c.json(serviceAnswers(customerById(c.req.query('customer'))));
  });

  app.get('/healthz', (c) => c.json({ status: client.status, revision: client.stats().revision ?? null }));

  app.use('*', serveStatic({ root: pagesFolder }));
  return app;
}
