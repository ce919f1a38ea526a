import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { Role } from './model.ts';
import { peopleQuery } from './use-people.ts';
import { sessionQuery } from './use-session.ts';

function changeRole({ id, role }: { id: string; role: Role }) {
  return answer(api.people[':id'].$patch({ param: { id }, json: { role } }));
}

export function useChangeRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: changeRole,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey }),
        // It may have been one's own.
        queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      ]),
  });
}
