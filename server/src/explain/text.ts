import type {
  ClauseStep,
  ConditionStep,
  Explanation,
  PrerequisiteStep,
  RuleStep,
  SegmentStep,
} from '@signalbox/core/evaluator';
import { serveLine } from './serve-text.ts';

/**
 * An explanation for people to read in a terminal: the answer, then a line for each step of the way. ✓ holds, ✗ does not,
 * · was not reached.
 */
export function explanationText(explanation: Explanation): string {
  return [answerLine(explanation), ...indented(wayLines(explanation))].join('\n');
}

function answerLine({ flagKey, details }: Explanation): string {
  const { value, variant, reason, errorCode } = details;
  if (errorCode !== undefined) return `${flagKey}: the application's default (${reason}, ${errorCode})`;
  return `${flagKey}: ${JSON.stringify(value)} (variant "${variant}", ${reason})`;
}

function wayLines(explanation: Explanation): string[] {
  const { decidedBy, prerequisites, rules, fallthrough, details } = explanation;
  const error = details.errorMessage === undefined ? [] : [`✗ ${details.errorMessage}`];
  // Of a flag that is not there or cannot be read there is no more to tell.
  if (decidedBy.type === 'error' && rules.length === 0 && fallthrough === null) return error;
  const rest = rules.length + prerequisites.length > 0 ? 'everybody else' : 'everybody';
  return [
    ...error,
    ...(decidedBy.type === 'killed' ? [`✗ killed: everybody gets "${details.variant}"`] : []),
    ...(decidedBy.type === 'disabled' ? [`✗ off: everybody gets "${details.variant}"`] : []),
    ...prerequisites.flatMap(prerequisiteLines),
    ...rules.flatMap((rule) => ruleLines(rule, decidedBy.ruleId === rule.id)),
    ...(fallthrough
      ? [`${sign(fallthrough.variant !== null)} ${rest}`, ...indented([serveLine(fallthrough)])]
      : [`· ${rest}: not reached`]),
  ];
}

function prerequisiteLines({ flag, needs, got, met, explanation }: PrerequisiteStep): string[] {
  const found = got === null ? 'has no variant' : `is at "${got}"`;
  return [
    `${sign(met)} needs ${flag} at "${needs}": it ${explanation ? found : 'is not there'}`,
    ...indented(explanation ? wayLines(explanation) : []),
  ];
}

function ruleLines(rule: RuleStep, decides: boolean): string[] {
  const name = `rule ${rule.id}${rule.description === undefined ? '' : ` (${rule.description})`}`;
  if (!rule.reached) return [`· ${name}: not reached`];
  return [
    `${sign(decides)} ${name}`,
    ...indented([...rule.conditions.flatMap(conditionLines), ...(rule.serve ? [serveLine(rule.serve)] : [])]),
  ];
}

function conditionLines(step: ConditionStep): string[] {
  if ('clause' in step) return clauseLines(step);
  return [`${sign(step.holds)} ${step.group} of`, ...indented(step.conditions.flatMap(conditionLines))];
}

function clauseLines({ holds, why, segments = [] }: ClauseStep): string[] {
  return [`${sign(holds)} ${why}`, ...indented(segments.flatMap(segmentLines))];
}

const MEMBERSHIP: Record<SegmentStep['by'], string> = {
  excluded: 'excludes the targeting key',
  included: 'includes the targeting key',
  rule: 'has a rule that holds',
  nothing: 'neither includes the targeting key nor has a rule that holds',
  missing: 'is not there, so nobody is in it',
};

function segmentLines({ key, contains, by, rules }: SegmentStep): string[] {
  return [
    `${sign(contains)} segment ${key} ${MEMBERSHIP[by]}`,
    ...indented(
      rules.flatMap(({ id, holds, conditions }) => [
        `${sign(holds)} rule ${id}`,
        ...indented(conditions.flatMap(conditionLines)),
      ]),
    ),
  ];
}

function sign(holds: boolean): string {
  return holds ? '✓' : '✗';
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
