import type { Explanation, PrerequisiteStep } from '@signalbox/core/evaluator';
import { Anchor } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { decisionWords, prerequisiteNeeds } from './decision-words.ts';
import { Step } from './step.tsx';
import classes from './try.module.css';

interface PrerequisiteStepsProps extends Pick<Explanation, 'decidedBy'> {
  steps: readonly PrerequisiteStep[];
  /** The path of a prerequisite's own. */
  renderPath: (explanation: Explanation) => ReactNode;
}

/** Those that were asked; the first that is not met decides. */
export function PrerequisiteSteps({ steps, decidedBy, renderPath }: PrerequisiteStepsProps) {
  return steps.map((step) => (
    <Step
      key={step.flag}
      title={
        <>
          Needs <code>{step.flag}</code> at {step.needs}
        </>
      }
      outcome={step.met ? 'passed' : decidedBy.type === 'prerequisite' ? 'decided' : 'failed'}
      says={step.met ? 'Met' : 'Not met'}
    >
      <span>{prerequisiteNeeds(step)}.</span>
      {step.explanation && <Nested explanation={step.explanation} renderPath={renderPath} />}
    </Step>
  ));
}

interface NestedProps extends Pick<PrerequisiteStepsProps, 'renderPath'> {
  explanation: Explanation;
}

function Nested({ explanation, renderPath }: NestedProps) {
  const [open, path] = useDisclosure();
  return (
    <div>
      <Anchor component="button" type="button" size="xs" onClick={path.toggle} aria-expanded={open}>
        {open ? 'Hide why' : `Why ${explanation.flagKey} is there`}
      </Anchor>
      {open && (
        <div className={classes.nested}>
          <span>{decisionWords(explanation)}</span>
          {renderPath(explanation)}
        </div>
      )}
    </div>
  );
}
