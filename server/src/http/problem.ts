import type { Problem } from './schema.ts';

export type FieldProblem = NonNullable<Problem['errors']>[number];

/** The statuses that a refusal can have. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 428 | 429 | 500 | 503;

const TITLES: Record<ProblemStatus, string> = {
  400: 'The request is not valid',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'In conflict with the present state',
  412: 'Changed by somebody else meanwhile',
  413: 'Too large',
  415: 'Not JSON',
  428: 'The version is missing',
  429: 'Too many attempts',
  500: 'Something went wrong',
  503: 'Not available at the moment',
};

export interface ProblemExtras {
  errors?: FieldProblem[];
  expected?: number;
  current?: number;
  currentValue?: unknown;
  retryAfterSeconds?: number;
}

/** A refusal on its way out. Everything in it is meant to be read by whoever sent the request. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: ProblemStatus;
  readonly code: string;
  readonly extras: ProblemExtras;

  constructor(status: ProblemStatus, code: string, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.extras = extras;
  }
}

export function refuse(
  status: ProblemStatus,
  code: string,
  detail: string,
  extras?: ProblemExtras,
): ApiError {
  return new ApiError(status, code, detail, extras);
}

/** One or more fields are wrong; nothing was changed. */
export function invalid(errors: FieldProblem[]): ApiError {
  const [first] = errors;
  const detail = first ? `${first.field}: ${first.problem}. ${first.remedy}` : 'The request is not valid.';
  return new ApiError(400, 'invalid_request', detail, { errors });
}

/** Nothing more of a kind fits in. */
export function full(what: string, most: number, remedy: string): ApiError {
  const problem = `would be number ${most + 1} of the ${what}; ${most} is the most`;
  return new ApiError(409, 'limit', `It ${problem}. ${remedy}`, {
    errors: [{ field: 'key', problem, remedy }],
  });
}

export function notFound(what: string, key: string): ApiError {
  return new ApiError(404, 'not_found', `There is no ${what} "${key}".`);
}

/** As RFC 9457 writes it. */
export function problemResponse(error: ApiError): Response {
  const { retryAfterSeconds, ...extras } = error.extras;
  const problem: Problem = {
    type: 'about:blank',
    title: TITLES[error.status],
    status: error.status,
    code: error.code,
    detail: error.message,
    ...extras,
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status: error.status, headers });
}
