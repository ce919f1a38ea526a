import { Alert, Modal } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

interface CreateDialogProps<T> {
  opened: boolean;
  onClose: () => void;
  /** Null until it is there. */
  title: (created: T | null) => string;
  renderForm: (onCreated: (created: T) => void) => ReactNode;
  /** What is to be copied, because it is shown only once. */
  children: (created: T) => ReactNode;
}

/** Asks for what is to be created, then shows its secret. */
export function CreateDialog<T>({ opened, onClose, title, renderForm, children }: CreateDialogProps<T>) {
  const [created, setCreated] = useState<T | null>(null);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setCreated(null)}
      title={title(created)}
      size="lg"
      // What is shown only once must not go by a click beside it.
      closeOnClickOutside={created === null}
    >
      {created === null ? renderForm(setCreated) : children(created)}
    </Modal>
  );
}

export function ShownOnce() {
  return (
    <Alert color="yellow" p="xs" icon={<IconEyeOff size={16} />}>
      It is shown only now: the server keeps no copy that can be read.
    </Alert>
  );
}
