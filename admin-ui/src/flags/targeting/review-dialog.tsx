import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { EnvironmentName } from '../../environments/environment-name.tsx';
import type { Environment } from '../../environments/model.ts';
import { refusedFor, type Refused } from '../../api/field-problems.ts';
import { isProblem } from '../../api/problem.ts';
import { Comment } from '../../ui/comment.tsx';
import { DifferenceList } from '../../ui/difference-list.tsx';
import { JsonDiff } from '../../ui/json-diff.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import type { Flag, FlagConfig } from '../model.ts';
import { useConfigureFlag } from '../use-configure-flag.ts';
import { diffTargeting } from './config-diff.ts';
import { ConflictView } from './conflict-view.tsx';
import { normalise, targetingOf } from './draft.ts';
import type { Draft } from './use-drafts.ts';

interface ReviewDialogProps {
  project: string;
  flag: Flag;
  environment: Environment;
  config: FlagConfig;
  draft: Draft | undefined;
  opened: boolean;
  onClose: () => void;
  onRebase: () => void;
  onDiscard: () => void;
  /** The server named fields that are wrong: they are shown where they stand. */
  onRefused: (refused: Refused) => void;
}

/** What will change, before it does. When somebody saved meanwhile, both versions first. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { project, flag, environment, config, draft, opened, onClose, onRebase, onDiscard } = props;
  // Here, because what is inside is gone as soon as the saved version comes in.
  const save = useConfigureFlag(project, flag.key, environment.key);
  const isStale = draft !== undefined && draft.base.version !== config.version;
  return (
    <Modal
      opened={opened && draft !== undefined}
      onClose={onClose}
      size="xl"
      onExitTransitionEnd={save.reset}
      title={isStale ? 'Somebody saved meanwhile' : `Save ${flag.key} in ${environment.name}`}
    >
      {draft && isStale && (
        <ConflictView
          draft={draft}
          theirs={config}
          onRebase={onRebase}
          onDiscard={() => {
            onDiscard();
            onClose();
          }}
        />
      )}
      {draft && !isStale && <Review {...props} draft={draft} save={save} />}
    </Modal>
  );
}

interface ReviewProps extends ReviewDialogProps {
  draft: Draft;
  save: ReturnType<typeof useConfigureFlag>;
}

function Review(props: ReviewProps) {
  const { flag, environment, config, draft, save, onClose, onDiscard, onRefused } = props;
  const [comment, setComment] = useState('');
  const [view, setView] = useState('words');
  const before = targetingOf(config);
  const after = normalise(draft.targeting);

  const submit = () =>
    save.mutate(
      { version: draft.base.version, targeting: after, comment },
      {
        onSuccess: () => {
          onDiscard();
          onClose();
          notifications.show({ message: `Saved ${flag.key} in ${environment.name}`, color: 'green' });
        },
        onError: (error) => {
          const found = refusedFor(after, error);
          if (Object.keys(found.problems).length > 0) onRefused(found);
        },
      },
    );

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <Group justify="space-between">
          <Text size="sm" fw={550}>
            <EnvironmentName environment={environment} />
          </Text>
          <SegmentedControl
            size="xs"
            aria-label="Show the differences"
            data={[
              { value: 'words', label: 'In words' },
              { value: 'json', label: 'As JSON' },
            ]}
            value={view}
            onChange={setView}
          />
        </Group>
        {view === 'json' ? (
          <JsonDiff before={before} after={after} beforeTitle="Now" afterTitle="After saving" />
        ) : (
          <DifferenceList differences={diffTargeting(before, after)} />
        )}
        {config.killed && (
          <Text size="sm" c="dimmed">
            The flag is killed here: this takes effect once it is restored.
          </Text>
        )}
        <Comment value={comment} onChange={setComment} />
        {/* A 412 brings the other version in; the dialog then shows both instead. */}
        <Refusal error={isProblem(save.error, 412) ? null : save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep editing
          </Button>
          <Button type="submit" loading={save.isPending} data-autofocus>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
