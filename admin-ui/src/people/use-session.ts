import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import type { Role, Session } from './model.ts';
import { mayAct } from './roles.ts';

export interface SignedIn extends Session {
  /** The server knows it no more. Screens stay as they are until one has signed in again. */
  ended: boolean;
}

const queryKey = ['session'];

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey,
  queryFn: async ({ client }): Promise<SignedIn | null> => {
    try {
      return { ...(await answer(api.session.$get())), ended: false };
    } catch (error) {
      if (!isProblem(error, 401)) throw error;
      const last = client.getQueryData<SignedIn | null>(queryKey);
      return last ? { ...last, ended: true } : null;
    }
  },
  staleTime: 60_000,
});

/** For screens behind the sign-in, where the router has fetched it already. */
export function useSession(): SignedIn | null {
  return useSuspenseQuery(sessionQuery).data;
}

export function useMay(needed: Role): boolean {
  const { data } = useQuery(sessionQuery);
  return data ? mayAct(data.role, needed) : false;
}
