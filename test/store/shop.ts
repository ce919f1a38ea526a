import type {
  Actor,
  Change,
  FlagConfig,
  FlagDefinition,
  SegmentContent,
  Write,
} from '../../server/src/store/model.ts';
import type { Store } from '../../server/src/store/store.ts';

/** A small project to try the store on. */

export const ada: Actor = { type: 'user', id: 'u1', name: 'Ada' };

export const definition: FlagDefinition = {
  kind: 'release',
  valueType: 'boolean',
  variants: [
    { name: 'on', value: true },
    { name: 'off', value: false },
  ],
  description: 'The new way to pay',
  owner: 'payments',
  tags: ['checkout'],
  runbookUrl: null,
  expectedRemoval: '2027-01-31',
  clientSide: true,
  salt: 'a1b2c3d4',
  archived: false,
};

export const config: FlagConfig = {
  enabled: true,
  offVariant: 'off',
  rules: [
    {
      id: 'r1',
      clauses: [{ attribute: 'country', operator: 'in', values: ['NL', 'BE'] }],
      serve: { variant: 'on' },
    },
  ],
  fallthrough: {
    split: [
      { variant: 'on', weight: 20_000 },
      { variant: 'off', weight: 80_000 },
    ],
  },
  killed: null,
};

export const killed: FlagConfig = {
  ...config,
  killed: { at: 1_000, by: 'Ada', reason: 'payments fail', incident: 'INC-1' },
};

export const segment: SegmentContent = {
  name: 'Beta testers',
  description: '',
  included: ['u1', 'u2'],
  excluded: ['u3'],
  rules: [{ id: 's1', clauses: [{ attribute: 'plan', operator: 'in', values: ['beta'], negate: true }] }],
};

export function environmentWrite(key: string, position: number): Write {
  const settings = { name: key.toUpperCase(), position, production: key === 'production', color: 'green' };
  return { type: 'environment', environment: key, value: settings };
}

/** Change 1 of `shop`: the project with two environments, given out of order. */
export const createShop: Change = {
  project: 'shop',
  action: 'project.create',
  comment: 'Begin',
  writes: [
    { type: 'project', value: { name: 'Shop' } },
    environmentWrite('production', 1),
    environmentWrite('development', 0),
  ],
};

export function createFlag(key: string): Change {
  return {
    project: 'shop',
    action: 'flag.create',
    flag: key,
    comment: `Create ${key}`,
    writes: [
      { type: 'flag', key, value: definition },
      { type: 'flagConfig', key, environment: 'development', value: config },
      { type: 'flagConfig', key, environment: 'production', value: { ...config, enabled: false } },
    ],
  };
}

export function configureFlag(key: string, value: FlagConfig, rest: Partial<Change> = {}): Change {
  return {
    project: 'shop',
    action: 'flag.configure',
    flag: key,
    environment: 'production',
    comment: '',
    writes: [{ type: 'flagConfig', key, environment: 'production', value }],
    ...rest,
  };
}

export function writeSegment(key: string, value: SegmentContent | null): Change {
  return {
    project: 'shop',
    action: value ? 'segment.update' : 'segment.remove',
    segment: key,
    environment: 'production',
    comment: '',
    writes: [{ type: 'segment', key, environment: 'production', value }],
  };
}

/** What a commit must leave as it was when it fails. */
export async function everything(store: Store): Promise<unknown> {
  return {
    projects: await store.projects(),
    environments: await store.environments('shop'),
    flags: await store.flags('shop'),
    segments: await store.segments('shop', 'production'),
    keys: await store.sdkKeys('shop', 'production'),
    changes: await store.changes('shop', { limit: 1_000 }),
    ruleset: await store.rulesetDelta('shop', 'production', 0),
  };
}
