import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Refusal } from '../ui/refusal.tsx';
import { Ago } from '../ui/time.tsx';
import type { ApiToken } from './model.ts';
import { useRevokeApiToken } from './use-revoke-api-token.ts';

interface RevokeApiTokenProps {
  /** Null while none is to be revoked. */
  token: ApiToken | null;
  onClose: () => void;
}

export function RevokeApiToken({ token, onClose }: RevokeApiTokenProps) {
  const revoke = useRevokeApiToken();
  const close = () => {
    onClose();
    revoke.reset();
  };

  return (
    <Modal opened={token !== null} onClose={close} title={`Revoke ${token?.name ?? ''}`}>
      {token && (
        <Stack gap="md">
          <Text>
            Whoever uses it is refused from now on.{' '}
            {token.lastUsedAt === null ? (
              'It was never used.'
            ) : (
              <>
                It was last used <Ago at={token.lastUsedAt} />.
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
                revoke.mutate(token.id, {
                  onSuccess: () => {
                    close();
                    notifications.show({ message: `${token.name} is revoked`, color: 'green' });
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
