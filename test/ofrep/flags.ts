import type { JsonValue, Rule, ValueType } from '@signalbox/core/evaluator';
import type { Change, FlagConfig, FlagDefinition } from '../../server/src/store/model.ts';
import { ada, config, definition } from '../store/shop.ts';
import { startServer, type TestServer, type TestServerOptions } from '../delivery/start-server.ts';

const everyone: FlagConfig = { ...config, rules: [], fallthrough: { variant: 'on' } };

const germans: Rule = {
  id: 'germans',
  clauses: [{ attribute: 'country', operator: 'in', values: ['DE'] }],
  serve: { variant: 'on' },
};

/** One flag for every way to resolve, by key. All are on, boolean and for clients unless they say otherwise. */
const CONFIGS: Record<string, Partial<FlagConfig>> = {
  static: {},
  targeted: { rules: [germans], fallthrough: { variant: 'off' } },
  percentage: { fallthrough: { variant: 'on', share: 50_000 } },
  disabled: { enabled: false },
  unreadable: { fallthrough: { variant: 'gone' } },
};

const VALUES: Record<string, [ValueType, JsonValue]> = {
  text: ['string', 'grid'],
  integer: ['number', 7],
  float: ['number', 0.25],
  object: ['json', { text: 'Sale', colors: ['red', null] }],
  list: ['json', ['a', 'b']],
  nothing: ['json', null],
  scalar: ['json', 12],
};

/** A server with all of them, and `secret` for server-side keys alone. */
export async function startWithFlags(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startServer(options);
  for (const [key, change] of Object.entries(CONFIGS)) {
    await server.store.commit(flag(key, {}, change), ada);
  }
  for (const [key, [valueType, value]] of Object.entries(VALUES)) {
    const variants = ['on', 'off'].map((name) => ({ name, value }));
    await server.store.commit(flag(key, { valueType, variants }), ada);
  }
  await server.store.commit(flag('secret', { clientSide: false }), ada);
  return server;
}

/** A flag of production as it shall be. */
export function flag(
  key: string,
  changed: Partial<FlagDefinition> = {},
  behaviour: Partial<FlagConfig> = {},
): Change {
  return {
    project: 'shop',
    action: 'flag.configure',
    flag: key,
    environment: 'production',
    comment: '',
    writes: [
      { type: 'flag', key, value: { ...definition, ...changed } },
      { type: 'flagConfig', key, environment: 'production', value: { ...everyone, ...behaviour } },
    ],
  };
}
