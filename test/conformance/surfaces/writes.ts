import type { Flag, Ruleset, Segment } from '@signalbox/core/evaluator';
import { flagConfig } from '../../../server/src/store/content.ts';
import type { FlagConfig, Write } from '../../../server/src/store/model.ts';
import { definition } from '../../store/shop.ts';

/** What an administrator would have to change to come from one ruleset to another. */

export const ENVIRONMENT = 'production';

const EMPTY: FlagConfig = { enabled: false, offVariant: 'off', rules: [], fallthrough: {}, killed: null };

export function writesBetween(before: Ruleset, after: Ruleset): Write[] {
  const flags = keysOf(after.flags);
  const segments = keysOf(after.segments);
  return [
    ...after.flags.flatMap(writeFlag),
    ...[...keysOf(before.flags)].filter((key) => !flags.has(key)).map(archiveFlag),
    ...after.segments.map(writeSegment),
    ...[...keysOf(before.segments)].filter((key) => !segments.has(key)).map(removeSegment),
  ];
}

/** Nothing but a new revision. */
export function revisionWrite(): Write {
  return writeSegment({ key: 'revision', version: 1, included: [], excluded: [], rules: [] });
}

export function isStorable(flag: Flag): boolean {
  return flagConfig.safeParse(configOf(flag)).success;
}

export function keysOf(entries: readonly { key: string }[]): Set<string> {
  return new Set(entries.map(({ key }) => key));
}

function writeFlag(flag: Flag): Write[] {
  const { key, valueType, variants, salt, metadata } = flag;
  const config = isStorable(flag) ? configOf(flag) : EMPTY;
  return [
    {
      type: 'flag',
      key,
      value: { ...definition, valueType, variants, salt, ...(metadata && { metadata }) },
    },
    { type: 'flagConfig', key, environment: ENVIRONMENT, value: config },
  ];
}

function configOf({ enabled, killed, offVariant, prerequisites, rules, fallthrough }: Flag): FlagConfig {
  return {
    enabled,
    offVariant,
    ...(prerequisites && { prerequisites }),
    rules,
    fallthrough,
    killed: killed === true ? { at: 0, by: 'Ada', reason: '', incident: null } : null,
  };
}

function archiveFlag(key: string): Write {
  return { type: 'flag', key, value: { ...definition, archived: true } };
}

function writeSegment({ key, included, excluded, rules }: Segment): Write {
  const value = { name: key, description: '', included, excluded, rules };
  return { type: 'segment', key, environment: ENVIRONMENT, value };
}

function removeSegment(key: string): Write {
  return { type: 'segment', key, environment: ENVIRONMENT, value: null };
}
