import { Anchor, Autocomplete, Group, Text } from '@mantine/core';
import { useState } from 'react';

const USUAL = ['targetingKey', 'organization.id', 'deviceId', 'sessionId'];

interface BucketByProps {
  value: string | undefined;
  error: string | undefined;
  onChange: (bucketBy: string) => void;
}

/** By which attribute units are told apart. Rarely changed, so one line until asked for. */
export function BucketBy({ value, error, onChange }: BucketByProps) {
  const [open, setOpen] = useState(false);
  const shown = value || 'targetingKey';

  if (!open && !error) {
    return (
      <Text size="xs" c="dimmed">
        Units are told apart by <strong>{shown}</strong>.{' '}
        <Anchor component="button" type="button" size="xs" onClick={() => setOpen(true)}>
          Change
        </Anchor>
      </Text>
    );
  }
  return (
    <Group gap="xs" align="flex-start">
      <Autocomplete
        label="Bucket by"
        description="The same value always gets the same variant: each person, each organization, each device."
        data={USUAL}
        value={value ?? ''}
        placeholder="targetingKey"
        error={error}
        onChange={onChange}
        w={340}
      />
    </Group>
  );
}
