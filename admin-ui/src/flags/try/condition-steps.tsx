import type { ClauseStep, ConditionStep, SegmentStep } from '@signalbox/core/evaluator';
import { clauseWords, GROUP_WORDS } from '../../rules/words.ts';
import { Holds } from './step.tsx';
import classes from './try.module.css';

/** Each condition with what it saw. */
export function ConditionSteps({ steps }: { steps: readonly ConditionStep[] }) {
  return (
    <ul className={classes.conditions}>
      {steps.map((step, index) => (
        <li key={index}>
          <Holds holds={step.holds} />
          <div>
            {'group' in step ? (
              <>
                {GROUP_WORDS[step.group]}
                <ConditionSteps steps={step.conditions} />
              </>
            ) : (
              <ClauseView step={step} />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function ClauseView({ step }: { step: ClauseStep }) {
  return (
    <>
      <span className={classes.clause}>{clauseWords(step.clause)}</span>
      {step.segments ? (
        <SegmentSteps steps={step.segments} />
      ) : (
        <span className={classes.saw}>{sawWords(step)}</span>
      )}
    </>
  );
}

function sawWords({ clause, saw, present, comparable, why }: ClauseStep): string {
  if (!comparable) return why;
  return `${clause.attribute} is ${present ? JSON.stringify(saw) : 'missing'}`;
}

const BY: Record<SegmentStep['by'], string> = {
  excluded: 'excluded by its key',
  included: 'included by its key',
  rule: 'one of its rules matches',
  nothing: 'not listed, and no rule matches',
  missing: 'there is no such segment',
};

/** The segments that a clause asked for, with their rules as far as they were asked. */
function SegmentSteps({ steps }: { steps: readonly SegmentStep[] }) {
  return (
    <ul className={classes.segments}>
      {steps.map((step) => (
        <li key={step.key}>
          <span className={classes.saw}>
            {step.contains ? 'in' : 'not in'} <strong>{step.key}</strong>: {BY[step.by]}
          </span>
          {step.rules.map((rule, index) => (
            <div key={rule.id} className={classes.segmentRule}>
              <span className={classes.saw}>
                rule {index + 1} {rule.holds ? 'matches' : 'does not match'}
              </span>
              <ConditionSteps steps={rule.conditions} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
