import type { Explanation } from '@signalbox/core/evaluator';
import { Anchor, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Environment } from '../../environments/model.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Section } from '../../ui/section.tsx';
import type { Flag, Targeting } from '../model.ts';
import { AnswerCard } from './answer-card.tsx';
import { PrerequisiteSteps } from './prerequisite-steps.tsx';
import { EveryoneElse, RuleSteps } from './rule-steps.tsx';
import { StateStep } from './state-step.tsx';
import classes from './try.module.css';
import type { Explained } from './use-explain.ts';

interface ExplanationViewProps {
  explained: Explained;
  flag: Flag;
  environment: Environment;
  /** What was explained, where it is known: says what rules wanted that were not asked. */
  targeting: Targeting | undefined;
  unsaved: boolean;
  /** The question has changed since. */
  isOutdated: boolean;
}

export function ExplanationView(props: ExplanationViewProps) {
  const { explained, flag, environment, targeting, unsaved, isOutdated } = props;
  const { revision, explanation } = explained;
  const [open, json] = useDisclosure();
  const as = unsaved ? 'with your unsaved edits' : `at revision ${revision}`;

  return (
    <Section title={`${flag.key} in ${environment.name}, ${as}`}>
      {isOutdated && (
        <Text size="xs" c="dimmed" mb="xs">
          The question has changed since this answer. Press Explain for a new one.
        </Text>
      )}
      <Stack gap="md" className={classes.explanation} data-outdated={isOutdated}>
        <AnswerCard explanation={explanation} flag={flag} />
        <Path explanation={explanation} flag={flag} targeting={targeting} />
        <div>
          <Anchor component="button" type="button" size="xs" onClick={json.toggle} aria-expanded={open}>
            {open ? 'Hide the JSON' : 'Show as JSON'}
          </Anchor>
          {open && <CodeBlock code={JSON.stringify(explained, null, 2)} label="The explanation as JSON" />}
        </div>
      </Stack>
    </Section>
  );
}

interface PathProps {
  explanation: Explanation;
  /** Absent for one that this project does not have, or no longer. */
  flag: Flag | undefined;
  targeting: Targeting | undefined;
}

/** The steps in their order. A prerequisite has a path of its own inside this one. */
function Path({ explanation, flag, targeting }: PathProps) {
  const { prerequisites, rules, decidedBy } = explanation;
  if (decidedBy.type === 'error' && rules.length === 0 && prerequisites.length === 0) return null;
  const variants = flag?.variants.map(({ name }) => name) ?? [];
  return (
    <ol className={classes.steps} aria-label={`The way to the answer of ${explanation.flagKey}`}>
      <StateStep decidedBy={decidedBy} />
      <PrerequisiteSteps
        steps={prerequisites}
        decidedBy={decidedBy}
        renderPath={(nested) => <Path explanation={nested} flag={undefined} targeting={undefined} />}
      />
      <RuleSteps explanation={explanation} variants={variants} rules={targeting?.rules ?? []} />
      <EveryoneElse explanation={explanation} variants={variants} />
    </ol>
  );
}
