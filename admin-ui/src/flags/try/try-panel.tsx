import { Button, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { Environment } from '../../environments/model.ts';
import { useSegments } from '../../segments/use-segments.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { same } from '../../ui/same.ts';
import { Section } from '../../ui/section.tsx';
import type { Flag, Targeting } from '../model.ts';
import { useFlags } from '../use-flags.ts';
import { askedAttributes } from './asked-attributes.ts';
import { draftOf, readDraft, type ContextDraft } from './context-draft.ts';
import { ContextEditor } from './context-editor.tsx';
import { ExplanationView } from './explanation-view.tsx';
import { useRecentContexts } from './recent-contexts.ts';
import classes from './try.module.css';
import { useExplain, type Question } from './use-explain.ts';

interface TryPanelProps {
  project: string;
  flag: Flag;
  environment: Environment;
  saved: Targeting;
  /** Edits that are not saved yet, as they would be. */
  unsaved: Targeting | undefined;
  /** Whether nothing is missing in them. */
  isComplete: boolean;
  /** Kept outside, so that the same can be tried in the next environment. */
  draft: ContextDraft | undefined;
  onDraft: (draft: ContextDraft) => void;
}

/** What a context would get, and why: asked of the server, with nothing saved or counted. */
export function TryPanel(props: TryPanelProps) {
  const { project, flag, environment, saved, unsaved, isComplete, onDraft } = props;
  const { recent, remember, forget } = useRecentContexts(project);
  const draft = props.draft ?? draftOf(recent[0] ?? {});
  const [revision, setRevision] = useState<number | undefined>();
  const [withUnsaved, setWithUnsaved] = useState(true);
  const [asked, setAsked] = useState(false);
  const explain = useExplain(project, environment.key);
  const attributes = useAskedAttributes(project, environment.key, unsaved ?? saved);

  const { context } = readDraft(draft);
  const mayUseUnsaved = revision === undefined && isComplete;
  const config = mayUseUnsaved && withUnsaved ? unsaved : undefined;
  const question: Question | undefined = context && {
    flag: flag.key,
    context,
    ...(revision !== undefined && { revision }),
    ...(config && { config }),
  };
  const ask = () => {
    setAsked(true);
    if (!question) return focusInvalid();
    onDraft(draft);
    explain.mutate(question, { onSuccess: () => remember(question.context) });
  };

  return (
    <div className={classes.panel}>
      <form
        className={classes.question}
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Section title="Try a context" description="Nothing is saved or counted.">
          <Stack gap="sm">
            <ContextEditor
              draft={draft}
              asked={asked}
              attributes={attributes}
              recent={recent}
              onChange={onDraft}
              onForget={forget}
            />
            <NumberInput
              label="As of revision"
              description={`Empty: as ${environment.name} is now.`}
              placeholder="now"
              min={1}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              value={revision ?? ''}
              onChange={(value) => setRevision(typeof value === 'number' ? value : undefined)}
            />
            {unsaved && (
              <Switch
                label="With my unsaved edits"
                description={whyNot(isComplete, revision)}
                disabled={!mayUseUnsaved}
                checked={withUnsaved && mayUseUnsaved}
                onChange={({ currentTarget }) => setWithUnsaved(currentTarget.checked)}
              />
            )}
            <Refusal error={explain.error} />
            <Button type="submit" loading={explain.isPending}>
              Explain
            </Button>
          </Stack>
        </Section>
      </form>
      <div className={classes.answer} aria-live="polite">
        {explain.data ? (
          <ExplanationView
            explained={explain.data}
            flag={flag}
            environment={environment}
            // What the rules were at a past revision is not known here.
            targeting={
              explain.variables.revision === undefined ? (explain.variables.config ?? saved) : undefined
            }
            unsaved={explain.variables.config !== undefined}
            isOutdated={!same(question, explain.variables)}
          />
        ) : (
          <Text c="dimmed" className={classes.nothing}>
            Say who is asking: their targeting key, and whatever else the rules ask for. You will see which
            variant they get, and each step on the way to it.
          </Text>
        )}
      </div>
    </div>
  );
}

function whyNot(isComplete: boolean, revision: number | undefined): string | undefined {
  if (revision !== undefined) return 'A past revision is explained as it was.';
  return isComplete ? undefined : 'Something in them is missing still.';
}

function useAskedAttributes(project: string, environment: string, targeting: Targeting) {
  const { data: flags = [] } = useFlags(project);
  const { data: segments = [] } = useSegments(project, environment);
  return askedAttributes(targeting, { environment, flags, segments });
}
