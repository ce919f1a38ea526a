import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

interface Revert {
  sequence: number;
  comment: string;
}

function revertChange(project: string, { sequence, comment }: Revert) {
  return answer(
    api.projects[':project'].changes[':sequence'].revert.$post({
      param: { project, sequence: String(sequence) },
      json: { comment },
    }),
  );
}

export function useRevertChange(project: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (revert: Revert) => revertChange(project, revert),
    // A change can be about anything in the project.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['projects', project] }),
  });
}
