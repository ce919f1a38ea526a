import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { CommentDialog } from '../ui/comment-dialog.tsx';
import { headlineText } from './headline.ts';
import { ItemDifference } from './item-difference.tsx';
import type { Change } from './model.ts';
import { useRevertChange } from './use-revert-change.ts';

interface RevertDialogProps {
  project: string;
  change: Change;
  opened: boolean;
  onClose: () => void;
}

/** Puts back what was before. It is a change of its own: the log keeps both. */
export function RevertDialog({ project, change, opened, onClose }: RevertDialogProps) {
  const revert = useRevertChange(project);
  const close = () => {
    onClose();
    revert.reset();
  };
  return (
    <CommentDialog
      opened={opened}
      title={`Revert change #${change.sequence}`}
      action="Revert"
      error={revert.error}
      loading={revert.isPending}
      onClose={close}
      onConfirm={(comment) =>
        revert.mutate(
          { sequence: change.sequence, comment },
          {
            onSuccess: () => {
              close();
              notifications.show({ message: `Change #${change.sequence} reverted`, color: 'green' });
            },
          },
        )
      }
    >
      <Text>
        {change.actor.name} {headlineText(change)}. Reverting puts back what was before, as a change of its
        own. Kills are not touched.
      </Text>
      {change.items.map((item) => (
        <ItemDifference
          key={`${item.type} ${item.environment} ${item.key}`}
          before={item.after}
          after={item.before}
          beforeTitle="After that change"
          afterTitle="After reverting"
        />
      ))}
    </CommentDialog>
  );
}
