import { Button, Group, Modal, Text } from '@mantine/core';

/** What the router's useBlocker answers, as far as it matters here. */
interface Blocker {
  status: 'blocked' | 'idle';
  proceed: (() => void) | undefined;
  reset: (() => void) | undefined;
}

/** Asked before unsaved edits are left behind. */
export function LeaveDialog({ blocker }: { blocker: Blocker }) {
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
    >
      <Text mb="lg">Your edits have not been saved. They are lost when you leave this page.</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
          Stay
        </Button>
        <Button color="red" onClick={() => blocker.proceed?.()}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}
