import type { Clause } from '@signalbox/core/evaluator';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asker, type Subject } from '../subject.ts';
import { allFlags, BETA, listedKeys, tenRules, VARIANTS, type Kind } from '../workload.ts';
import { load } from './install.ts';

interface Client {
  waitForInitialization(options: { timeout: number }): Promise<unknown>;
  boolVariation(key: string, context: object, byDefault: boolean): Promise<boolean>;
  stringVariation(key: string, context: object, byDefault: string): Promise<string>;
  close(): void;
}

interface Exports {
  init(sdkKey: string, options: object): Client;
  basicLogger(options: { level: string }): object;
}

interface Integrations {
  FileDataSourceFactory: new (options: { paths: string[] }) => { getFactory(): object };
}

/** It has no "at least" for versions; "not less than" is the same. */
function clause({ attribute, operator, values }: Clause): object {
  const isVersion = operator === 'semverGreaterThanOrEqual';
  const op = isVersion ? 'semVerLessThan' : operator;
  return { attribute, op, values, negate: isVersion, contextKind: 'user' };
}

function rules(kind: Kind): object[] {
  if (kind === 'rules') {
    return tenRules().map((clauses, i) => ({ id: `rule-${i}`, variation: 0, clauses: clauses.map(clause) }));
  }
  const inBeta = { attribute: '', op: 'segmentMatch', values: [BETA], negate: false };
  return kind === 'segment' ? [{ id: 'rule', variation: 0, clauses: [inBeta] }] : [];
}

function fallthrough(kind: Kind): object {
  const split = (weights: number[]) => ({
    rollout: { contextKind: 'user', variations: weights.map((weight, variation) => ({ variation, weight })) },
  });
  if (kind === 'rollout') return split([50_000, 50_000]);
  if (kind === 'variant') return split(VARIANTS.map(({ percent }) => percent * 1_000));
  return { variation: kind === 'rules' || kind === 'segment' ? 1 : 0 };
}

function flag(key: string, kind: Kind): object {
  return {
    key,
    version: 1,
    on: kind !== 'off',
    salt: key,
    trackEvents: false,
    prerequisites: [],
    targets: [],
    contextTargets: [],
    rules: rules(kind),
    variations: kind === 'variant' ? VARIANTS.map(({ name }) => name) : [true, false],
    offVariation: kind === 'variant' ? 0 : 1,
    fallthrough: fallthrough(kind),
  };
}

export const launchdarkly: Subject = {
  payload: () =>
    JSON.stringify({
      flags: Object.fromEntries(allFlags().map(({ key, kind }) => [key, flag(key, kind)])),
      segments: {
        [BETA]: { key: BETA, version: 1, included: listedKeys(), excluded: [], rules: [], salt: BETA },
      },
    }),
  async start(payload) {
    const { init, basicLogger } = await load<Exports>('@launchdarkly/node-server-sdk');
    const { FileDataSourceFactory } = await load<Integrations>('@launchdarkly/node-server-sdk/integrations');
    const folder = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
    const path = join(folder, 'flags.json');
    await writeFile(path, payload);
    const nowhere = 'http://127.0.0.1:9';
    const client = init('sdk-key', {
      updateProcessor: new FileDataSourceFactory({ paths: [path] }).getFactory(),
      sendEvents: false,
      baseUri: nowhere,
      streamUri: nowhere,
      eventsUri: nowhere,
      diagnosticOptOut: true,
      logger: basicLogger({ level: 'none' }),
    });
    await client.waitForInitialization({ timeout: 10 });
    await rm(folder, { recursive: true });
    return asker({
      context: ({ id, ...attributes }) => ({ kind: 'user', key: id, ...attributes }),
      boolean: (key, context) => client.boolVariation(key, context, false),
      string: (key, context) => client.stringVariation(key, context, ''),
      close: () => client.close(),
    });
  },
};
