import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Refusal } from '../ui/refusal.tsx';
import { Ago } from '../ui/time.tsx';
import type { SdkKey } from './model.ts';
import { useRevokeSdkKey } from './use-revoke-sdk-key.ts';

interface RevokeSdkKeyProps {
  project: string;
  environment: string;
  /** Null while none is to be revoked. */
  sdkKey: SdkKey | null;
  onClose: () => void;
}

export function RevokeSdkKey({ project, environment, sdkKey, onClose }: RevokeSdkKeyProps) {
  const revoke = useRevokeSdkKey(project, environment);
  const close = () => {
    onClose();
    revoke.reset();
  };

  return (
    <Modal opened={sdkKey !== null} onClose={close} title={`Revoke ${sdkKey?.name ?? ''}`}>
      {sdkKey && (
        <Stack gap="md">
          <Text>
            Whatever connects with it is cut off and goes on with the rules that it knows.{' '}
            {sdkKey.lastUsedAt ? (
              <>
                It was last used <Ago at={sdkKey.lastUsedAt} />.
              </>
            ) : (
              'It was never used.'
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
                revoke.mutate(sdkKey.id, {
                  onSuccess: () => {
                    close();
                    notifications.show({ message: `${sdkKey.name} is revoked`, color: 'green' });
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
