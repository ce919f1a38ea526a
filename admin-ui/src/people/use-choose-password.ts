import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { sessionQuery } from './use-session.ts';

interface PasswordChange {
  currentPassword: string;
  newPassword: string;
}

function choosePassword(json: PasswordChange) {
  return answer(api.session.password.$post({ json }));
}

export function useChoosePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: choosePassword,
    onSuccess: () => queryClient.refetchQueries({ queryKey: sessionQuery.queryKey }),
  });
}
