import type { Clause } from '@signalbox/core/evaluator';
import { asker, type Subject } from '../subject.ts';
import { allFlags, BETA, listedKeys, tenRules, VARIANTS, type Kind } from '../workload.ts';
import { load } from './install.ts';

interface Client {
  initSync(options: { payload: unknown }): Client;
  isOn(key: string, context: { attributes: object }): boolean;
  getFeatureValue(key: string, byDefault: string, context: { attributes: object }): string;
  destroy(): void;
}

function condition(clauses: Clause[]): object {
  const operators: Record<string, string> = {
    in: '$in',
    greaterThan: '$gt',
    semverGreaterThanOrEqual: '$vgte',
  };
  return Object.fromEntries(
    clauses.map(({ attribute, operator, values }) => [
      attribute,
      { [operators[operator] ?? '']: operator === 'in' ? values : values[0] },
    ]),
  );
}

function feature(key: string, kind: Kind): object {
  switch (kind) {
    case 'plain':
      return { defaultValue: true };
    case 'off':
      return { defaultValue: false };
    case 'rollout':
      return { defaultValue: false, rules: [{ id: 'r', force: true, coverage: 0.5, hashAttribute: 'id' }] };
    case 'segment': {
      const rule = { id: 'r', condition: { id: { $inGroup: BETA } }, force: true };
      return { defaultValue: false, rules: [rule] };
    }
    case 'rules': {
      const rules = tenRules().map((clauses, i) => ({
        id: `r${i}`,
        condition: condition(clauses),
        force: true,
      }));
      return { defaultValue: false, rules };
    }
    case 'variant': {
      const variations = VARIANTS.map(({ name }) => name);
      const weights = VARIANTS.map(({ percent }) => percent / 100);
      const rule = { id: 'r', key, hashAttribute: 'id', hashVersion: 2, coverage: 1, variations, weights };
      return { defaultValue: variations[0], rules: [rule] };
    }
  }
}

export const growthbook: Subject = {
  payload: () =>
    JSON.stringify({
      status: 200,
      features: Object.fromEntries(allFlags().map(({ key, kind }) => [key, feature(key, kind)])),
      savedGroups: { [BETA]: listedKeys() },
    }),
  async start(payload) {
    const { GrowthBookClient } = await load<{ GrowthBookClient: new () => Client }>('@growthbook/growthbook');
    const client = new GrowthBookClient().initSync({ payload: JSON.parse(payload) });
    return asker({
      context: (attributes) => ({ attributes }),
      boolean: (key, context) => client.isOn(key, context),
      string: (key, context) => client.getFeatureValue(key, '', context),
      close: () => client.destroy(),
    });
  },
};
