import type { Clause, Prerequisite, Rule } from '@signalbox/core/evaluator';
import type { Change, Write } from '../../server/src/store/model.ts';
import { config, definition, segment, writeSegment } from '../store/shop.ts';

const memberOf = (key: string): Clause => ({
  attribute: 'targetingKey',
  operator: 'inSegment',
  values: [key],
});

/** A rule that serves "on" to members of a segment. */
export function segmentRule(key: string): Rule {
  return {
    id: `in-${key}`,
    description: `Members of ${key}`,
    clauses: [memberOf(key)],
    serve: { variant: 'on' },
  };
}

/** A segment of those who are in others, which it asks for inside groups. */
export function segmentOf(key: string, others: string[], included: string[] = []): Change {
  const rules = others.map((other) => ({
    id: `in-${other}`,
    clauses: [{ any: [{ none: [memberOf(other)] }, memberOf(other)] }],
  }));
  return writeSegment(key, { ...segment, included, rules });
}

export interface FlagState {
  clientSide?: boolean;
  archived?: boolean;
  rules?: Rule[];
  prerequisites?: Prerequisite[];
}

/** A flag as it shall be, in production only. */
export function setFlag(
  key: string,
  { clientSide = true, archived = false, ...behaviour }: FlagState = {},
): Change {
  const writes: Write[] = [
    { type: 'flag', key, value: { ...definition, clientSide, archived } },
    { type: 'flagConfig', key, environment: 'production', value: { ...config, rules: [], ...behaviour } },
  ];
  return {
    project: 'shop',
    action: 'flag.configure',
    flag: key,
    environment: 'production',
    comment: '',
    writes,
  };
}
