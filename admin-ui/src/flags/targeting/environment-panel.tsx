import { Alert, Button, SegmentedControl, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { stillRefused, type Problems, type Refused } from '../../api/field-problems.ts';
import type { Environment } from '../../environments/model.ts';
import { useMay } from '../../people/use-session.ts';
import { focusInvalidIn } from '../../ui/focus-invalid.ts';
import { Rows } from '../../ui/rows.tsx';
import type { Flag, FlagConfig, Targeting } from '../model.ts';
import type { ContextDraft } from '../try/context-draft.ts';
import { diffTargeting } from './config-diff.ts';
import { normalise, targetingOf } from './draft.ts';
import { KilledBanner } from './killed-banner.tsx';
import { problemsOf } from './problems.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { SaveBar } from './save-bar.tsx';
import { TargetingEditor } from './targeting-editor.tsx';
import { TargetingWords } from './targeting-words.tsx';
import type { Draft } from './use-drafts.ts';

const TryPanel = lazy(async () => ({ default: (await import('../try/try-panel.tsx')).TryPanel }));

const NONE: Problems = {};

/** The rules, or what they make of a context. */
export type EnvironmentView = 'try' | undefined;

interface EnvironmentPanelProps {
  project: string;
  flag: Flag;
  environment: Environment;
  config: FlagConfig;
  draft: Draft | undefined;
  view: EnvironmentView;
  onView: (view: EnvironmentView) => void;
  context: ContextDraft | undefined;
  onContext: (context: ContextDraft) => void;
  onEdit: (targeting: Targeting) => void;
  onRebase: () => void;
  onDiscard: () => void;
}

/** A flag in one environment: how it stands, and the edits that wait to be saved. */
export function EnvironmentPanel(props: EnvironmentPanelProps) {
  const { project, flag, environment, config, draft, view, onView, onEdit, onRebase, onDiscard } = props;
  const mayEdit = useMay('editor');
  const [reviewing, review] = useDisclosure();
  const { problems, shown, ask, refuse } = useProblems(flag, draft);
  const targeting = draft?.targeting ?? targetingOf(config);
  const trying = view === 'try' && !flag.archived;
  const { panel, leadToInvalid } = useLeadToInvalid(trying, onView);

  return (
    <Stack gap="md" ref={panel}>
      {config.killed && <KilledBanner flag={flag.key} environment={environment} kill={config.killed} />}
      {flag.archived ? (
        <Alert color="gray" icon={<IconArchive size={18} />} title="Archived">
          SDKs no longer know this flag. Bring it back from the archive under Settings to edit it.
        </Alert>
      ) : (
        <ViewSwitch view={view} onView={onView} />
      )}
      {trying ? (
        <Suspense fallback={<Rows count={4} />}>
          <TryPanel
            project={project}
            flag={flag}
            environment={environment}
            saved={targetingOf(config)}
            unsaved={draft && normalise(draft.targeting)}
            isComplete={Object.keys(problems).length === 0}
            draft={props.context}
            onDraft={props.onContext}
          />
        </Suspense>
      ) : mayEdit && !flag.archived ? (
        <TargetingEditor
          project={project}
          flag={flag}
          environment={environment}
          isKilled={config.killed !== null}
          targeting={targeting}
          problems={shown}
          onChange={onEdit}
        />
      ) : (
        <TargetingWords flag={flag} targeting={targeting} environment={environment} mayEdit={mayEdit} />
      )}
      {draft && (
        <SaveBar
          count={diffTargeting(draft.base, draft.targeting).length}
          environment={environment}
          problems={Object.values(shown)}
          isStale={draft.base.version !== config.version}
          onDiscard={onDiscard}
        >
          <Button
            onClick={() => {
              if (Object.keys(problems).length === 0) return review.open();
              ask();
              leadToInvalid();
            }}
          >
            Review and save
          </Button>
        </SaveBar>
      )}
      <ReviewDialog
        project={project}
        flag={flag}
        environment={environment}
        config={config}
        draft={draft}
        opened={reviewing}
        onClose={review.close}
        onRebase={onRebase}
        onDiscard={onDiscard}
        onRefused={(refused) => {
          refuse(refused);
          review.close();
          leadToInvalid();
        }}
      />
    </Stack>
  );
}

/** Shows the fields, if need be, and leads to the first that needs mending. */
function useLeadToInvalid(trying: boolean, onView: EnvironmentPanelProps['onView']) {
  const panel = useRef<HTMLDivElement>(null);
  const wanted = useRef(false);
  useEffect(() => {
    if (!wanted.current || trying) return;
    wanted.current = false;
    focusInvalidIn(() => panel.current);
  });
  const leadToInvalid = () => {
    wanted.current = true;
    if (trying) onView(undefined);
  };
  return { panel, leadToInvalid };
}

/** What is wrong with a draft, and what of it is said. */
function useProblems(flag: Flag, draft: Draft | undefined) {
  const variants = useMemo(() => flag.variants.map(({ name }) => name), [flag.variants]);
  const problems = useMemo(() => (draft ? problemsOf(draft.targeting, variants) : NONE), [draft, variants]);
  // A rule that was only just added is not wrong yet: what is missing is said when one wants to save.
  const [asked, setAsked] = useState(false);
  const [refused, refuse] = useState<Refused | null>(null);
  if (!draft && asked) setAsked(false);
  if (!draft && refused) refuse(null);
  const shown = useMemo(
    () => ({ ...(draft && stillRefused(refused, normalise(draft.targeting))), ...(asked ? problems : NONE) }),
    [draft, refused, asked, problems],
  );
  return { problems, shown, ask: () => setAsked(true), refuse };
}

function ViewSwitch({ view, onView }: Pick<EnvironmentPanelProps, 'view' | 'onView'>) {
  return (
    <SegmentedControl
      size="xs"
      w="fit-content"
      aria-label="Show"
      data={[
        { value: 'rules', label: 'Rules' },
        { value: 'try', label: 'Try a context' },
      ]}
      value={view ?? 'rules'}
      onChange={(next) => onView(next === 'try' ? next : undefined)}
    />
  );
}
