import { Modal, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Comment } from './comment.tsx';
import { Refusal } from './refusal.tsx';
import { FormActions } from './form-actions.tsx';

interface CommentDialogProps {
  opened: boolean;
  title: string;
  /** The word on the button that does it. */
  action: string;
  danger?: boolean;
  error: unknown;
  loading: boolean;
  onClose: () => void;
  onConfirm: (comment: string) => void;
  children?: ReactNode;
}

/** Asks whether it is meant, and why. */
export function CommentDialog(props: CommentDialogProps) {
  const { opened, title, action, danger = false, error, loading, onClose, onConfirm, children } = props;
  const [comment, setComment] = useState('');
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(comment);
        }}
      >
        <Stack gap="md">
          {children}
          <Comment value={comment} onChange={setComment} />
          <Refusal error={error} />
          <FormActions
            action={action}
            color={danger ? 'red' : 'signal'}
            loading={loading}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
