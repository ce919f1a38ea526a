import { Alert } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { IconAlertTriangle } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';
import { clockWords } from './words.ts';

interface NotRefreshedProps {
  query: Pick<UseQueryResult, 'data' | 'error' | 'isPaused' | 'dataUpdatedAt'>;
}

/** Figures that go on standing there must not look like those of now. */
export function NotRefreshed({ query: { data, error, isPaused, dataUpdatedAt } }: NotRefreshedProps) {
  if (data === undefined || (!error && !isPaused)) return null;
  return (
    <Alert
      color="orange"
      mb="md"
      role="alert"
      icon={<IconAlertTriangle size={18} />}
      title={`As it was at ${clockWords(dataUpdatedAt)}`}
    >
      {error ? problemOf(error).detail : 'This computer is offline.'} It is asked again by itself.
    </Alert>
  );
}
