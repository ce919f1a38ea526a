import { useMutation } from '@tanstack/react-query';

async function signOut(): Promise<void> {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
}

export function useSignOut() {
  return useMutation({
    mutationFn: signOut,
    // A whole new page: nothing of what this person could see stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
  });
}
