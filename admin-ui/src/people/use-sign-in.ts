import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemFrom, ProblemError } from '../api/problem.ts';
import { sessionQuery } from './use-session.ts';

interface Credentials {
  email: string;
  password: string;
}

/** better-auth's own endpoint: it stands beside the typed API and has error bodies of its own. */
async function signIn(credentials: Credentials): Promise<void> {
  const response = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (response.ok) return;
  const problem = await problemFrom(response);
  throw new ProblemError({ ...problem, detail: refusal(response, problem.detail) });
}

function refusal(response: Response, detail: string): string {
  if (response.status === 401) return 'E-mail or password is wrong.';
  if (response.status !== 429) return detail;
  const seconds = Number(response.headers.get('x-retry-after') ?? response.headers.get('retry-after'));
  return `Too many attempts. Try again in ${seconds > 0 ? `${seconds} seconds` : 'a minute'}.`;
}

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey });
      // After a session that had ended: what failed meanwhile is asked again.
      await queryClient.invalidateQueries();
    },
  });
}
