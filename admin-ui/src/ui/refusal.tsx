import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';

/** Above the buttons of a form or dialog: why the server did not do it. */
export function Refusal({ error }: { error: unknown }) {
  if (!error) return null;
  const detail = typeof error === 'string' ? error : problemOf(error).detail;
  return (
    <Alert color="red" variant="light" p="xs" icon={<IconAlertTriangle size={16} />} role="alert">
      {detail}
    </Alert>
  );
}
