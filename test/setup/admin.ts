import type { MetricCount } from '@signalbox/core/sync';
import type { FlagConfig } from '../../server/src/store/model.ts';

const PROJECT = '/api/v1/projects/shop';

interface Receipt {
  revision: number;
  committedAt: number | null;
  applied: number;
  connected: number;
  complete: boolean;
  browsers: number;
  silent: { count: number };
  instances: {
    instance: string;
    sdk: string;
    application: string | null;
    applicationVersion: string | null;
    state: string;
  }[];
}

interface Exposure {
  environment: string;
  variant: string;
  reason: string;
  count: number;
}

type SavedConfig = FlagConfig & { version: number; updatedAt: number };

/** Somebody signed in, working on the demo project's production environment. */
export interface Admin {
  /** Signs requests that have no method of their own here. */
  readonly cookie: string;
  configure(flag: string, change: Partial<Omit<FlagConfig, 'killed'>>): Promise<void>;
  /** Resolves to the revision that the kill made. */
  kill(flag: string): Promise<number>;
  restore(flag: string): Promise<number>;
  receipt(revision: number): Promise<Receipt>;
  exposures(flag: string): Promise<Exposure[]>;
  /** What applications counted in the last hour. */
  metrics(): Promise<MetricCount[]>;
}

export async function signIn(url: string, email: string, password: string): Promise<Admin> {
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!signedIn.ok) throw new Error(`Nobody was signed in: ${signedIn.status} ${await signedIn.text()}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

  async function call<T>(method: string, path: string, body?: object, ifMatch?: number): Promise<T> {
    const response = await fetch(url + PROJECT + path, {
      method,
      headers: {
        cookie,
        origin: url,
        ...(body && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  const inProduction = (flag: string) => `/flags/${flag}/environments/production`;

  return {
    cookie,
    async configure(flag, change) {
      const { environments } = await call<{ environments: Record<string, SavedConfig> }>(
        'GET',
        `/flags/${flag}`,
      );
      const config = environments['production'];
      if (!config) throw new Error(`There is no ${flag} in production.`);
      const { version, updatedAt: _, killed: _kill, ...wanted } = { ...config, ...change };
      await call('PUT', inProduction(flag), { ...wanted, comment: 'Test' }, version);
    },
    async kill(flag) {
      const body = { reason: 'Test', incident: null };
      return (await call<{ revision: number }>('POST', `${inProduction(flag)}/kill`, body)).revision;
    },
    async restore(flag) {
      const body = { confirm: flag, comment: 'Test' };
      return (await call<{ revision: number }>('POST', `${inProduction(flag)}/restore`, body)).revision;
    },
    receipt: (revision) => call('GET', `/environments/production/receipts/${revision}`),
    async exposures(flag) {
      return (await call<{ exposures: Exposure[] }>('GET', `/flags/${flag}/exposures`)).exposures;
    },
    async metrics() {
      return (await call<{ metrics: MetricCount[] }>('GET', '/environments/production/metrics')).metrics;
    },
  };
}
