import type { Clause, Condition, Serve } from '@signalbox/core/evaluator';
import { clausesIn } from '../../rules/conditions.ts';
import { kindOf } from '../../rules/operators.ts';
import type { Segment } from '../../segments/model.ts';
import type { Flag, Targeting } from '../model.ts';
import type { RowType } from './context-rows.ts';

/** An attribute that decides something, with what it is compared with. */
export interface AskedAttribute {
  path: string;
  type: RowType;
  values: string[];
}

interface Known {
  environment: string;
  flags: readonly Flag[];
  segments: readonly Segment[];
}

/** The attributes that a flag asks for, through segments and prerequisites too; targetingKey first. */
export function askedAttributes(targeting: Targeting, known: Known): AskedAttribute[] {
  const asked = new Map<string, AskedAttribute>([
    ['targetingKey', { path: 'targetingKey', type: 'text', values: [] }],
  ]);
  const seen = new Set<string>();

  const addClause = (clause: Clause) => {
    if (clause.operator === 'inSegment') return clause.values.forEach((key) => addSegment(String(key)));
    const { path, type, values } = asked.get(clause.attribute) ?? asAsked(clause);
    asked.set(path, { path, type, values: [...new Set([...values, ...asAsked(clause).values])] });
  };
  const addConditions = (conditions: readonly Condition[]) => clausesIn(conditions).forEach(addClause);
  const addServe = ({ bucketBy }: Serve) => {
    if (bucketBy && !asked.has(bucketBy)) asked.set(bucketBy, { path: bucketBy, type: 'text', values: [] });
  };
  const addSegment = (key: string) => {
    if (seen.has(`segment ${key}`)) return;
    seen.add(`segment ${key}`);
    known.segments.find((one) => one.key === key)?.rules.forEach(({ clauses }) => addConditions(clauses));
  };
  const addFlag = ({ prerequisites = [], rules, fallthrough }: Targeting) => {
    for (const { clauses, serve } of rules) {
      addConditions(clauses);
      addServe(serve);
    }
    addServe(fallthrough);
    for (const { flag } of prerequisites) {
      if (seen.has(`flag ${flag}`)) continue;
      seen.add(`flag ${flag}`);
      const config = known.flags.find(({ key }) => key === flag)?.environments[known.environment];
      if (config) addFlag(config);
    }
  };
  addFlag(targeting);
  return [...asked.values()].filter(({ path }) => path !== '');
}

function asAsked({ attribute, operator, values }: Clause): AskedAttribute {
  const kind = kindOf(operator);
  const [first] = values;
  const typed = kind === 'number' || typeof first === 'number' ? 'number' : 'text';
  return {
    path: attribute,
    type: typeof first === 'boolean' ? 'boolean' : kind === 'date' ? 'text' : typed,
    // A part, pattern or network is no value that an attribute would have.
    values: kind === 'exact' || kind === 'version' ? values.map(String) : [],
  };
}
