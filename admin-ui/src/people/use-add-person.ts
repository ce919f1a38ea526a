import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { Role } from './model.ts';
import { peopleQuery } from './use-people.ts';

export interface NewPerson {
  name: string;
  email: string;
  role: Role;
}

function addPerson(json: NewPerson) {
  return answer(api.people.$post({ json }));
}

export function useAddPerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: addPerson,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
}
