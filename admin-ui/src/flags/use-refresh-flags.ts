import { useQueryClient } from '@tanstack/react-query';

/** After a write to a flag: everything of the project that shows it is asked again. */
export function useRefreshFlags(project: string) {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      ['flags', 'changes'].map((part) =>
        queryClient.invalidateQueries({ queryKey: ['projects', project, part] }),
      ),
    );
}
