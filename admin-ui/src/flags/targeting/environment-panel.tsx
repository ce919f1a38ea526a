import { Alert, Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Environment } from '../../environments/model.ts';
import { useMay } from '../../people/use-session.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import type { Flag, FlagConfig, Targeting } from '../model.ts';
import { diffTargeting } from './config-diff.ts';
import { targetingOf } from './draft.ts';
import { KilledBanner } from './killed-banner.tsx';
import { problemsOf, type Problems } from './problems.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { SaveBar } from './save-bar.tsx';
import { TargetingEditor } from './targeting-editor.tsx';
import { TargetingWords } from './targeting-words.tsx';
import type { Draft } from './use-drafts.ts';

const NONE: Problems = {};

interface EnvironmentPanelProps {
  project: string;
  flag: Flag;
  environment: Environment;
  config: FlagConfig;
  draft: Draft | undefined;
  onEdit: (targeting: Targeting) => void;
  onRebase: () => void;
  onDiscard: () => void;
}

/** A flag in one environment: how it stands, and the edits that wait to be saved. */
export function EnvironmentPanel(props: EnvironmentPanelProps) {
  const { project, flag, environment, config, draft, onEdit, onRebase, onDiscard } = props;
  const mayEdit = useMay('editor');
  const [reviewing, review] = useDisclosure();
  const targeting = draft?.targeting ?? targetingOf(config);
  const variants = useMemo(() => flag.variants.map(({ name }) => name), [flag.variants]);
  const problems = useMemo(() => (draft ? problemsOf(draft.targeting, variants) : NONE), [draft, variants]);
  // A rule that was only just added is not wrong yet: what is missing is said when one wants to save.
  const [asked, setAsked] = useState(false);
  if (asked && !draft) setAsked(false);
  const shown = asked ? problems : NONE;
  const sayWhatIsMissing = () => {
    setAsked(true);
    focusInvalid();
  };

  return (
    <Stack gap="md">
      {config.killed && <KilledBanner flag={flag.key} environment={environment} kill={config.killed} />}
      {flag.archived && (
        <Alert color="gray" icon={<IconArchive size={18} />} title="Archived">
          SDKs no longer know this flag. Bring it back from the archive under Settings to edit it.
        </Alert>
      )}
      {mayEdit && !flag.archived ? (
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
          <Button onClick={Object.keys(problems).length > 0 ? sayWhatIsMissing : review.open}>
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
      />
    </Stack>
  );
}
