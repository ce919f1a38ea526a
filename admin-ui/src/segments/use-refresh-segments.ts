import { useQueryClient } from '@tanstack/react-query';
import { segmentsQuery } from './use-segments.ts';

export function useRefreshSegments(project: string, environment: string) {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: segmentsQuery(project, environment).queryKey }),
      queryClient.invalidateQueries({ queryKey: ['projects', project, 'changes'] }),
    ]);
}
