import * as z from 'zod/mini';

const problemSchema = z.object({
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ field: z.string(), problem: z.string(), remedy: z.string() }))),
});

type Sent = z.infer<typeof problemSchema>;
export type FieldProblem = NonNullable<Sent['errors']>[number];
export type Problem = Omit<Sent, 'errors'> & { errors: FieldProblem[] };

/** A request that the server refused, or that never reached it. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

const UNREACHABLE: Problem = {
  title: 'The server did not answer',
  status: 0,
  code: 'unreachable',
  detail: 'The server cannot be reached. Check the connection and try again.',
  errors: [],
};

/** What went wrong, in words, whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  // fetch rejects with a TypeError when there is no answer at all.
  if (error instanceof TypeError) return UNREACHABLE;
  return { ...UNREACHABLE, title: 'Something went wrong', code: 'unexpected', detail: String(error) };
}

/** Reads the problem details of an answer that is not 2xx; proxies in between may answer with something else. */
export async function problemFrom(response: { status: number; text(): Promise<string> }): Promise<Problem> {
  const body = await response.text();
  try {
    const parsed = problemSchema.safeParse(JSON.parse(body));
    if (parsed.success) return { ...parsed.data, errors: parsed.data.errors ?? [] };
  } catch {
    // Not JSON: say what is known.
  }
  return {
    title: 'The server refused',
    status: response.status,
    code: 'unknown',
    detail: `The server answered with status ${response.status}.`,
    errors: [],
  };
}

export function isProblem(error: unknown, status: number): error is ProblemError {
  return error instanceof ProblemError && error.problem.status === status;
}
