import type { Explanation, Rule, RuleStep } from '@signalbox/core/evaluator';
import { Text } from '@mantine/core';
import { ruleWords } from '../targeting/words.ts';
import { ConditionSteps } from './condition-steps.tsx';
import { ruleName } from './decision-words.ts';
import { ServeView } from './serve-view.tsx';
import { Step, type Outcome } from './step.tsx';

interface RuleStepsProps {
  explanation: Explanation;
  variants: readonly string[];
  /** Their words, where known: what was not asked says nothing of itself. */
  rules: readonly Rule[];
}

export function RuleSteps({ explanation: { rules: steps, decidedBy }, variants, rules }: RuleStepsProps) {
  return steps.map((step, index) => {
    const { outcome, says } = outcomeOf(step, decidedBy);
    const rule = rules.find(({ id }) => id === step.id);
    const name = ruleName(step, index);
    return (
      <Step key={step.id} title={name.charAt(0).toUpperCase() + name.slice(1)} outcome={outcome} says={says}>
        {step.reached ? (
          <>
            {step.conditions.length > 0 ? (
              <ConditionSteps steps={step.conditions} />
            ) : (
              <Text size="sm">For everyone.</Text>
            )}
            {step.serve && <ServeView step={step.serve} variants={variants} />}
          </>
        ) : (
          rule && <Text size="xs">{ruleWords(rule)}</Text>
        )}
      </Step>
    );
  });
}

function outcomeOf(step: RuleStep, decidedBy: Explanation['decidedBy']): { outcome: Outcome; says: string } {
  if (!step.reached) return { outcome: 'skipped', says: 'Not asked' };
  if (decidedBy.type === 'rule' && decidedBy.ruleId === step.id)
    return { outcome: 'decided', says: 'Decides' };
  if (!step.holds) return { outcome: 'failed', says: 'Does not match' };
  if (step.serve?.share?.inside === false)
    return { outcome: 'failed', says: 'Matches, but outside its share' };
  if (step.serve?.unitAttribute && step.serve.unit === null) {
    return { outcome: 'failed', says: `Matches, but ${step.serve.unitAttribute} is missing` };
  }
  return { outcome: 'failed', says: 'Matches, but serves nobody' };
}

interface EveryoneElseProps {
  explanation: Explanation;
  variants: readonly string[];
}

export function EveryoneElse({ explanation, variants }: EveryoneElseProps) {
  const { fallthrough, decidedBy, rules } = explanation;
  const title = rules.length > 0 ? 'Everyone else' : 'Everyone';
  if (!fallthrough) return <Step title={title} outcome="skipped" says="Not asked" />;
  const outside = fallthrough.share?.inside === false;
  const missing = fallthrough.unitAttribute !== null && fallthrough.unit === null;
  return (
    <Step
      title={title}
      outcome={decidedBy.type === 'fallthrough' ? 'decided' : 'failed'}
      says={
        missing
          ? `${fallthrough.unitAttribute} is missing`
          : outside
            ? 'Decides: outside the share'
            : 'Decides'
      }
    >
      <ServeView step={fallthrough} variants={variants} />
    </Step>
  );
}
