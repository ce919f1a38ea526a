import type { Clause, JsonValue, Operator } from './model.ts';

interface Words {
  wanted: string;
  /** The same, negated. */
  unwanted: string;
  /** What it can compare. */
  compares: string;
}

const LISTED: Words = {
  wanted: 'is one of',
  unwanted: 'is none of',
  compares: 'text, number or boolean',
};

const WORDS: Record<Operator, Words> = {
  in: LISTED,
  equals: LISTED,
  contains: text('contains', 'does not contain'),
  startsWith: text('starts with', 'does not start with'),
  endsWith: text('ends with', 'does not end with'),
  matches: { ...text('matches', 'does not match'), compares: 'text of at most 10,000 characters' },
  greaterThan: being('greater than', 'number'),
  greaterThanOrEqual: being('at least', 'number'),
  lessThan: being('less than', 'number'),
  lessThanOrEqual: being('at most', 'number'),
  semverEqual: being('version', 'semantic version'),
  semverGreaterThan: being('above version', 'semantic version'),
  semverGreaterThanOrEqual: being('at least version', 'semantic version'),
  semverLessThan: being('below version', 'semantic version'),
  semverLessThanOrEqual: being('at most version', 'semantic version'),
  before: being('before', 'date with an offset'),
  after: being('after', 'date with an offset'),
  exists: being('there', 'value'),
  inCidr: being('in the network', 'IP address'),
  inSegment: being('in the segment', 'context'),
};

function text(wanted: string, unwanted: string): Words {
  return { wanted, unwanted, compares: 'text' };
}

function being(what: string, compares: string): Words {
  return { wanted: `is ${what}`, unwanted: `is not ${what}`, compares };
}

const SHOWN_VALUES = 5;

interface Seen {
  saw: JsonValue;
  present: boolean;
  comparable: boolean;
}

/** One sentence: what the attribute was and what the clause wants. */
export function whyOf(clause: Clause, { saw, present, comparable }: Seen): string {
  const { attribute, operator, values, negate = false, ignoreCase = false } = clause;
  const { wanted, unwanted, compares } = WORDS[operator];
  const wants = [
    negate ? unwanted : wanted,
    ...(values.length > 0 ? [listed(values)] : []),
    ...(ignoreCase ? ['(upper or lower case)'] : []),
  ].join(' ');
  if (operator === 'inSegment') return `wanted: ${wants}`;
  const found = `${attribute} is ${present ? JSON.stringify(saw) : 'missing'}`;
  if (comparable) return `${found}; wanted: ${wants}`;
  const nothing = present ? `that is no ${compares}` : 'there is nothing to compare';
  return `${found}; ${nothing}, so this is false: ${wants}`;
}

function listed(values: Clause['values']): string {
  const shown = values.slice(0, SHOWN_VALUES).map((value) => JSON.stringify(value));
  const more = values.length - shown.length;
  return shown.join(' or ') + (more > 0 ? ` or ${more} more` : '');
}
