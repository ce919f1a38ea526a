import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem, ProblemError } from './problem.ts';

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // The session ended: asking for it again brings the sign-in on top of the screen.
      if (isProblem(error, 401)) void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // The server's own answers do not change by asking again; only a lost connection may.
      retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
    },
  },
});
