import type { Clause } from '@signalbox/core/evaluator';
import { asker, type Subject } from '../subject.ts';
import { allFlags, BETA, listedKeys, tenRules, VARIANTS, type Kind, type User } from '../workload.ts';
import { load } from './install.ts';

interface Context {
  userId: string;
  properties: Record<string, unknown>;
}

interface Unleash {
  on(event: string, listener: () => void): void;
  once(event: string, listener: () => void): void;
  isEnabled(name: string, context: Context): boolean;
  getVariant(name: string, context: Context): { payload?: { value: string } };
  destroy(): void;
}

interface Exports {
  Unleash: new (options: object) => Unleash;
  InMemStorageProvider: new () => object;
}

const OPERATORS: Record<string, string> = {
  in: 'IN',
  greaterThan: 'NUM_GT',
  semverGreaterThanOrEqual: 'SEMVER_GTE',
};

function constraint({ attribute, operator, values }: Clause): object {
  const list = operator === 'in' ? { values } : { values: [], value: String(values[0]) };
  return { contextName: attribute, operator: OPERATORS[operator], inverted: false, ...list };
}

function rollout(groupId: string, percent: number): object {
  return {
    name: 'flexibleRollout',
    constraints: [],
    parameters: { groupId, rollout: String(percent), stickiness: 'userId' },
  };
}

function strategies(key: string, kind: Kind): object[] {
  const everyone = { name: 'default', constraints: [], parameters: {} };
  switch (kind) {
    case 'rollout':
      return [rollout(key, 50)];
    case 'rules':
      return tenRules().map((clauses) => ({ ...everyone, constraints: clauses.map(constraint) }));
    case 'segment':
      return [{ ...everyone, segments: [1] }];
    case 'variant': {
      const variants = VARIANTS.map(({ name, percent }) => ({
        name,
        weight: percent * 10,
        stickiness: 'userId',
        payload: { type: 'string', value: name },
      }));
      return [{ ...rollout(key, 100), variants }];
    }
    case 'plain':
    case 'off':
      return [everyone];
  }
}

export const unleash: Subject = {
  payload: () =>
    JSON.stringify({
      version: 2,
      features: allFlags().map(({ key, kind }) => ({
        name: key,
        type: 'release',
        enabled: kind !== 'off',
        stale: false,
        impressionData: false,
        strategies: strategies(key, kind),
        variants: [],
      })),
      segments: [
        {
          id: 1,
          name: BETA,
          constraints: [{ contextName: 'userId', operator: 'IN', inverted: false, values: listedKeys() }],
        },
      ],
    }),
  async start(payload) {
    const { Unleash, InMemStorageProvider } = await load<Exports>('unleash-client');
    const { features, segments } = JSON.parse(payload) as { features: object[]; segments: object[] };
    const client = new Unleash({
      appName: 'bench',
      url: 'http://127.0.0.1:9/api/', // nobody there: it has its rules already
      refreshInterval: 0,
      disableMetrics: true,
      bootstrap: { data: features, segments },
      storageProvider: new InMemStorageProvider(),
      skipInstanceCountWarning: true,
    });
    client.on('error', () => undefined);
    client.on('warn', () => undefined);
    await new Promise<void>((resolve) => client.once('ready', resolve));
    return asker<Context>({
      context: ({ id, ...properties }: User) => ({ userId: id, properties }),
      boolean: (key, context) => client.isEnabled(key, context),
      string: (key, context) => client.getVariant(key, context).payload?.value,
      close: () => client.destroy(),
    });
  },
};
