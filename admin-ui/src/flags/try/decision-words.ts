import type { Explanation, PrerequisiteStep, RuleStep } from '@signalbox/core/evaluator';

/** Why this answer, in one sentence. */
export function decisionWords({
  decidedBy,
  details,
  prerequisites,
  rules,
  fallthrough,
}: Explanation): string {
  const variant = details.variant ?? 'the default in the code';
  switch (decidedBy.type) {
    case 'killed':
      return `Killed: everyone gets ${variant}, whatever the rules say.`;
    case 'disabled':
      return `Off: everyone gets ${variant}, whatever the rules say.`;
    case 'prerequisite': {
      const unmet = prerequisites.find(({ met }) => !met);
      return `${unmet ? `${prerequisiteNeeds(unmet)}: so ${variant}` : variant} is served, the off variant.`;
    }
    case 'rule': {
      const place = rules.findIndex(({ id }) => id === decidedBy.ruleId);
      return `${capital(ruleName(rules[place], place))} serves ${variant}.`;
    }
    case 'fallthrough': {
      const [first, who] =
        rules.length > 0 ? ['No rule decided', 'everyone else'] : ['There are no rules', 'everyone'];
      if (fallthrough?.share?.inside === false) {
        return `${first}, and they are outside the share of ${who}: ${variant} is served, the off variant.`;
      }
      return fallthrough?.split
        ? `${first}: the split of ${who} gives them ${variant}.`
        : `${first}: ${who} gets ${variant}.`;
    }
    case 'error':
      return 'It could not be evaluated. The application goes on with the default that stands in its code.';
  }
}

/** `new-checkout is at off, not at on`. */
export function prerequisiteNeeds({ flag, needs, got, met }: PrerequisiteStep): string {
  if (met) return `${flag} is at ${needs}`;
  return got === null
    ? `${flag} has no variant, and would have to be at ${needs}`
    : `${flag} is at ${got}, not at ${needs}`;
}

/** `rule 2 “Germany”`. */
export function ruleName(rule: Pick<RuleStep, 'description'> | undefined, index: number): string {
  const name = `rule ${index + 1}`;
  return rule?.description ? `${name} “${rule.description}”` : name;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
