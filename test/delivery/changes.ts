import type { Clause, Rule } from '@signalbox/core/evaluator';
import type { Change, Write } from '../../server/src/store/model.ts';
import { config, definition } from '../store/shop.ts';

/** A rule that serves "on" to members of a segment. */
export function segmentRule(segment: string): Rule {
  const clause: Clause = { attribute: 'targetingKey', operator: 'inSegment', values: [segment] };
  return {
    id: `in-${segment}`,
    description: `Members of ${segment}`,
    clauses: [clause],
    serve: { variant: 'on' },
  };
}

export interface FlagState {
  clientSide?: boolean;
  archived?: boolean;
  rules?: Rule[];
}

/** A flag as it shall be, in production only. */
export function setFlag(
  key: string,
  { clientSide = true, archived = false, rules = [] }: FlagState = {},
): Change {
  const writes: Write[] = [
    { type: 'flag', key, value: { ...definition, clientSide, archived } },
    { type: 'flagConfig', key, environment: 'production', value: { ...config, rules } },
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
