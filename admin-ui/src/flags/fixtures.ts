import type { Flag } from './model.ts';

/** For tests: a flag of which only some things matter. */
export function flagOf(key: string, over: Partial<Flag> = {}): Flag {
  return {
    key,
    kind: 'release',
    valueType: 'boolean',
    variants: [],
    description: '',
    owner: '',
    tags: [],
    runbookUrl: null,
    expectedRemoval: null,
    clientSide: false,
    salt: 'abcdefgh',
    archived: false,
    version: 1,
    createdAt: 0,
    environments: {
      production: {
        enabled: false,
        offVariant: 'off',
        rules: [],
        fallthrough: { variant: 'on' },
        killed: null,
        version: 1,
        updatedAt: 0,
      },
    },
    ...over,
  };
}
