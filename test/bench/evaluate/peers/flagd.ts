import type { Clause } from '@signalbox/core/evaluator';
import { asker, type Subject } from '../subject.ts';
import { allFlags, BETA, contextOf, listedKeys, tenRules, VARIANTS, type Kind } from '../workload.ts';
import { load } from './install.ts';

interface FlagdCore {
  setConfigurations(configuration: string): void;
  resolveBooleanEvaluation(key: string, byDefault: boolean, context: object): { value: boolean };
  resolveStringEvaluation(key: string, byDefault: string, context: object): { value: string };
}

function condition({ attribute, operator, values }: Clause): object {
  const read = { var: attribute };
  if (operator === 'in') return { in: [read, values] };
  return operator === 'greaterThan' ? { '>': [read, values[0]] } : { sem_ver: [read, '>=', values[0]] };
}

function targeting(kind: Kind): object {
  switch (kind) {
    case 'rollout':
      return {
        fractional: [
          ['on', 50],
          ['off', 50],
        ],
      };
    case 'segment':
      return { if: [{ $ref: BETA }, 'on', 'off'] };
    case 'rules':
      return {
        if: [...tenRules().flatMap((clauses) => [{ and: clauses.map(condition) }, 'on']), 'off'],
      };
    case 'variant':
      return { fractional: VARIANTS.map(({ name, percent }) => [name, percent]) };
    case 'plain':
    case 'off':
      return {};
  }
}

function flag(kind: Kind): object {
  const names = VARIANTS.map(({ name }) => name);
  const variants =
    kind === 'variant' ? Object.fromEntries(names.map((name) => [name, name])) : { on: true, off: false };
  const state = kind === 'off' ? 'DISABLED' : 'ENABLED';
  return {
    state,
    variants,
    defaultVariant: kind === 'variant' ? names[0] : 'on',
    targeting: targeting(kind),
  };
}

export const flagd: Subject = {
  payload: () =>
    JSON.stringify({
      flags: Object.fromEntries(allFlags().map(({ key, kind }) => [key, flag(kind)])),
      $evaluators: { [BETA]: { in: [{ var: 'targetingKey' }, listedKeys()] } },
    }),
  async start(payload) {
    const { FlagdCore } = await load<{ FlagdCore: new () => FlagdCore }>('@openfeature/flagd-core');
    const core = new FlagdCore();
    core.setConfigurations(payload);
    return asker({
      context: contextOf,
      boolean: (key, context) => core.resolveBooleanEvaluation(key, false, context).value,
      string: (key, context) => core.resolveStringEvaluation(key, '', context).value,
    });
  },
};
