import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Refusal } from './refusal.tsx';
import { Ago } from './time.tsx';

/** Something that is shown once and works until it is revoked. */
interface Revocable {
  id: string;
  name: string;
  lastUsedAt: number | null;
}

interface Revoking {
  error: Error | null;
  isPending: boolean;
  reset: () => void;
  mutate: (id: string, options: { onSuccess: () => void }) => void;
}

interface RevokeDialogProps {
  /** Null while none is to be revoked. */
  subject: Revocable | null;
  /** What becomes of those who use it. */
  consequence: string;
  revoke: Revoking;
  onClose: () => void;
}

export function RevokeDialog({ subject, consequence, revoke, onClose }: RevokeDialogProps) {
  const close = () => {
    onClose();
    revoke.reset();
  };

  return (
    <Modal opened={subject !== null} onClose={close} title={`Revoke ${subject?.name ?? ''}`}>
      {subject && (
        <Stack gap="md">
          <Text>
            {consequence}{' '}
            {subject.lastUsedAt === null ? (
              'It was never used.'
            ) : (
              <>
                It was last used <Ago at={subject.lastUsedAt} />.
              </>
            )}{' '}
            This cannot be undone.
          </Text>
          <Refusal error={revoke.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button
              color="red"
              loading={revoke.isPending}
              onClick={() =>
                revoke.mutate(subject.id, {
                  onSuccess: () => {
                    close();
                    notifications.show({ message: `${subject.name} is revoked`, color: 'green' });
                  },
                })
              }
            >
              Revoke
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
