import { configIn, type Flag, type FlagConfig, type Project } from './bodies.ts';
import type { Answer, TestApp } from './test-app.ts';

export const SHOP = '/api/v1/projects/shop';
export const FLAGS = `${SHOP}/flags`;

/** What requires these flags at their variant "on". */
export const needs = (...flags: string[]) => ({
  prerequisites: flags.map((flag) => ({ flag, variant: 'on' })),
});

/** What an editor of the project `shop` does all day. */
export interface Shop {
  /** Creates a flag and answers its key. */
  newFlag(fields?: object): Promise<string>;
  newFlags(count: number, fields?: object): Promise<string[]>;
  flag(key: string): Promise<Flag>;
  /** How a flag behaves in production. */
  inProduction(key: string): Promise<FlagConfig>;
  /** Changes how it behaves, from the version that stands. */
  configure<Body = FlagConfig>(key: string, change: object, environment?: string): Promise<Answer<Body>>;
  /** Changes what it is, from the version that stands. */
  describe<Body = Flag>(key: string, change: object): Promise<Answer<Body>>;
  /** Number of the newest change. */
  sequence(): Promise<number>;
}

export async function openShop(app: TestApp): Promise<Shop> {
  await app.call('POST /api/v1/projects', { as: 'admin', body: { key: 'shop', name: 'Shop' } });
  let count = 0;

  const flag = async (key: string) => (await app.call<Flag>(`GET ${FLAGS}/${key}`, { as: 'viewer' })).body;

  async function newFlag(fields: object = {}): Promise<string> {
    const key = `flag-${++count}`;
    const body = { key, kind: 'release', valueType: 'boolean', ...fields };
    const { status, text } = await app.call(`POST ${FLAGS}`, { as: 'editor', body });
    if (status !== 201) throw new Error(text);
    return key;
  }

  return {
    newFlag,
    async newFlags(wanted, fields) {
      const keys: string[] = [];
      while (keys.length < wanted) keys.push(await newFlag(fields));
      return keys;
    },
    flag,
    inProduction: async (key) => configIn(await flag(key), 'production'),
    async configure(key, change, environment = 'production') {
      const { version, updatedAt: _, killed: _kill, ...config } = configIn(await flag(key), environment);
      return app.call(`PUT ${FLAGS}/${key}/environments/${environment}`, {
        as: 'editor',
        ifMatch: version,
        body: { ...config, ...change },
      });
    },
    async describe(key, change) {
      const { version } = await flag(key);
      return app.call(`PATCH ${FLAGS}/${key}`, { as: 'editor', ifMatch: version, body: change });
    },
    async sequence() {
      return (await app.call<Project>(`GET ${SHOP}`, { as: 'viewer' })).body.sequence;
    },
  };
}
