import fc from 'fast-check';
import type { Prerequisite } from '@signalbox/core/evaluator';
import type { Change, FlagConfig, Write } from '../../server/src/store/model.ts';
import { config, definition, segment } from './shop.ts';

/** Flags that are there from the beginning. */
export const keys = ['one', 'two', 'three'];

const someFlag = fc.constantFrom(...keys, 'late');

const prerequisites = fc.subarray(keys.map((flag) => ({ flag, variant: 'on' })));

const configWith = (fields: { enabled: boolean; prerequisites: Prerequisite[] }): FlagConfig => ({
  ...config,
  enabled: fields.enabled,
  ...(fields.prerequisites.length > 0 && { prerequisites: fields.prerequisites }),
});

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({
    type: fc.constant('flag' as const),
    key: someFlag,
    value: fc
      .record({
        archived: fc.boolean(),
        clientSide: fc.boolean(),
        owner: fc.string(),
        variants: fc.constantFrom(definition.variants, definition.variants.toReversed()),
        metadata: fc.constantFrom(undefined, { team: 'payments' }, { team: 'risk', tier: 1 }),
      })
      .map(({ metadata, ...fields }) => ({ ...definition, ...fields, ...(metadata && { metadata }) })),
  }),
  fc.record({
    type: fc.constant('flagConfig' as const),
    key: someFlag,
    environment: fc.constantFrom('production', 'development'),
    value: fc.record({ enabled: fc.boolean(), prerequisites }).map(configWith),
  }),
  fc.record({
    type: fc.constant('segment' as const),
    key: fc.constantFrom('alpha', 'beta'),
    environment: fc.constant('production'),
    value: fc.option(fc.array(fc.string(), { maxLength: 3 }).map((included) => ({ ...segment, included }))),
  }),
);

/**
 * Random changes to a shop that has these flags. Some are refused: removing a segment that is not there, or
 * configuring a flag that nobody made yet.
 */
export const commits = fc.array(
  fc.record({
    writes: fc.array(write, { minLength: 1, maxLength: 3 }),
    action: fc.constantFrom<Change['action']>('flag.configure', 'flag.kill', 'change.revert'),
  }),
  { minLength: 1, maxLength: 8 },
);
