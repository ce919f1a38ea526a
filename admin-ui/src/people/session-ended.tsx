import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { sessionQuery } from './use-session.ts';

const SignInForm = lazy(async () => ({ default: (await import('./sign-in-form.tsx')).SignInForm }));

/** When the session ends while a screen is open: sign in on top of it, so that nothing typed is lost. */
export function SessionEnded() {
  const { data: session } = useQuery({ ...sessionQuery, refetchInterval: 60_000 });
  return (
    <Modal
      opened={session?.ended ?? false}
      onClose={() => undefined}
      withCloseButton={false}
      title="Sign in again"
    >
      <Text c="dimmed" mb="md">
        Your session has ended. Sign in to go on; what you have typed is still there.
      </Text>
      <Suspense>
        <SignInForm email={session?.email ?? ''} />
      </Suspense>
    </Modal>
  );
}
