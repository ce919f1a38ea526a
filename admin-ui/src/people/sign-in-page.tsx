import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Entrance } from './entrance.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { sessionQuery } from './use-session.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next } = route.useSearch();
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);

  useEffect(() => {
    if (!session || session.ended) return;
    if (session.mustChangePassword) void navigate({ to: '/password' });
    // Only addresses of this site: what stands in the link may come from anywhere.
    else void navigate({ href: next?.startsWith('/') && !next.startsWith('//') ? next : '/' });
  }, [session, next, navigate]);

  return (
    <Entrance title="Sign in">
      <SignInForm />
    </Entrance>
  );
}
