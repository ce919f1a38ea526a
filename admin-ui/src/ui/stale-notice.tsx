import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { JsonDiff } from './json-diff.tsx';

interface StaleNoticeProps {
  theirs: unknown;
  mine: unknown;
  onDiscard: () => void;
  onKeep: () => void;
}

/** Somebody saved what is being edited: both versions, and the choice. */
export function StaleNotice({ theirs, mine, onDiscard, onKeep }: StaleNoticeProps) {
  return (
    <Alert color="orange" icon={<IconAlertTriangle size={18} />} title="Somebody saved meanwhile">
      <Stack gap="sm">
        <JsonDiff before={theirs} after={mine} beforeTitle="Theirs" afterTitle="Yours" />
        <Group>
          <Button variant="default" onClick={onDiscard}>
            Discard mine
          </Button>
          <Button onClick={onKeep}>Put mine on top</Button>
        </Group>
      </Stack>
    </Alert>
  );
}
