import { Alert, Button, EmptyState } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconMapQuestion } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';

interface ProblemStateProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** In place of what could not be loaded: what happened, and the way on. */
export function ProblemState({ error, onRetry }: ProblemStateProps) {
  const problem = problemOf(error);
  if (problem.status === 403) {
    return (
      <EmptyState
        icon={<IconLock size={28} />}
        title="Not for your role"
        description={problem.detail}
        py="xl"
      />
    );
  }
  if (problem.status === 404) {
    return (
      <EmptyState
        icon={<IconMapQuestion size={28} />}
        title="Not found"
        description={problem.detail}
        py="xl"
      />
    );
  }
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={problem.title}
      role="alert"
    >
      <p style={{ margin: '0 0 0.75rem' }}>{problem.detail}</p>
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}
