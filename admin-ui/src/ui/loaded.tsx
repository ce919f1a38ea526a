import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemState } from './problem-state.tsx';
import { Rows } from './rows.tsx';

interface LoadedProps<Data> {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  /** Shown until there is something; grey rows when absent. */
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** A screen's content as soon as it is there. What was loaded once stays while a later refresh fails. */
export function Loaded<Data>({ query, skeleton, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <Rows />;
}
