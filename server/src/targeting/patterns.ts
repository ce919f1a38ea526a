import type { Condition } from '@signalbox/core/evaluator';
import type { FieldProblem } from '../http/problem.ts';
import { LIMITS } from '../http/schema.ts';
import { checkPattern } from '../patterns/index.ts';
import { clausesOf } from './conditions.ts';

interface Rule {
  clauses: Condition[];
}

interface Pattern {
  pattern: string;
  ignoreCase: boolean;
  field: string;
}

/**
 * Regular expressions that cannot make anybody wait. Those that `saved` rules have already were looked at when they were
 * saved.
 */
export async function checkPatterns(
  rules: readonly Rule[],
  saved: readonly Rule[] = [],
): Promise<FieldProblem[]> {
  const patterns = patternsOf(rules);
  if (patterns.length > LIMITS.patterns) {
    return [
      {
        field: 'rules',
        problem: `have ${patterns.length} regular expressions; ${LIMITS.patterns} is the most`,
        remedy: 'Join some with "|", or use other operators.',
      },
    ];
  }
  const known = new Set(patternsOf(saved).map(nameOf));
  const problems: FieldProblem[] = [];
  for (const each of patterns) {
    if (known.has(nameOf(each))) continue;
    const found = await checkPattern(each.pattern, each);
    if (found) problems.push({ field: each.field, ...found });
  }
  return problems;
}

function patternsOf(rules: readonly Rule[]): Pattern[] {
  return rules.flatMap((rule, index) =>
    clausesOf(rule.clauses, `rules.${index}.clauses`).flatMap(({ clause, field }) =>
      clause.operator === 'matches'
        ? clause.values.map((value, position) => ({
            pattern: String(value),
            ignoreCase: clause.ignoreCase ?? false,
            field: `${field}.values.${position}`,
          }))
        : [],
    ),
  );
}

function nameOf({ pattern, ignoreCase }: Pattern): string {
  return `${ignoreCase ? 'iu' : 'u'} ${pattern}`;
}
