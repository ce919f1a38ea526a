import { Code, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { EnvironmentName } from '../../environments/environment-name.tsx';
import { useEnvironments } from '../../environments/use-environments.ts';
import { Comment } from '../../ui/comment.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { summarise } from '../summary.ts';
import { useFlag } from '../use-flag.ts';
import type { RestoreTarget } from './kill-context.ts';
import type { DialogProps } from './kill-dialog.tsx';
import classes from './kill.module.css';
import { ReceiptView } from './receipt-view.tsx';
import { useRestoreFlag } from './use-restore-flag.ts';
import { FormActions } from '../../ui/form-actions.tsx';

/** On is deliberate: the key is typed. */
export function RestoreDialog({ project, target, opened, onClose, onGone }: DialogProps<RestoreTarget>) {
  const { data: flag } = useFlag(project, target.flag);
  const { data: environments } = useEnvironments(project);
  const environment = environments?.find(({ key }) => key === target.environment);
  const config = flag?.environments[target.environment];
  const restore = useRestoreFlag(project);
  const [typed, setTyped] = useState('');
  const [comment, setComment] = useState('');
  const done = restore.data;
  if (!environment) return null;

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={onGone}
      title={done ? `${target.flag} is restored in ${environment.name}` : `Restore ${target.flag}`}
      size="lg"
    >
      {done ? (
        <ReceiptView
          project={project}
          environment={environment}
          revision={done.revision}
          runs="with its rules again"
          onClose={onClose}
        />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            restore.mutate({ ...target, confirm: typed.trim(), comment });
          }}
        >
          <Stack gap="md">
            <div
              className={classes.effect}
              style={{ borderLeftColor: `var(--mantine-color-${environment.color}-6)` }}
            >
              <Text>
                In{' '}
                <strong>
                  <EnvironmentName environment={environment} />
                </strong>{' '}
                its rules decide again, as they stand
                {config && <>: {words(summarise({ ...config, killed: null }))}</>}.
              </Text>
            </div>
            <TextInput
              label={
                <>
                  Type <Code>{target.flag}</Code> to restore it
                </>
              }
              aria-label={`Type ${target.flag} to restore it`}
              data-autofocus
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
            <Comment value={comment} onChange={setComment} />
            <Refusal error={restore.error} />
            <FormActions
              action="Restore"
              loading={restore.isPending}
              disabled={typed.trim() !== target.flag}
              onCancel={onClose}
            />
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function words({ label, detail }: ReturnType<typeof summarise>): string {
  return detail ? `${label} ${detail}` : label;
}
