/** What came back, read. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Undefined when there is none, or when it is not JSON. */
  body: Body | undefined;
}

/** Whatever an answer holds: its fields are there or not. */
interface Body extends Partial<FlagAnswer> {
  flags?: FlagAnswer[];
  eventStreams?: { type: string; endpoint: { requestUri: string } }[];
  /** Of problem details. */
  code?: string;
  detail?: string;
}

interface FlagAnswer {
  key: string;
  value?: unknown;
  variant?: string;
  reason?: string;
  metadata?: Record<string, unknown>;
  errorCode?: string;
  errorDetails?: string;
}

interface Asking {
  context?: unknown;
  /** Sent as it is, instead of a context. */
  text?: string;
  headers?: Record<string, string>;
  /** With its question mark. */
  query?: string;
}

export const FLAGS = '/ofrep/v1/evaluate/flags';

/** A way to ask a server, with a key. */
export interface Asker {
  flag(key: string, asking?: Asking): Promise<Answer>;
  all(asking?: Asking): Promise<Answer>;
}

export function askerOf(url: string, sdkKey: string): Asker {
  async function post(path: string, { context = {}, text, headers, query = '' }: Asking): Promise<Answer> {
    const response = await fetch(url + path + query, {
      method: 'POST',
      headers: { authorization: `Bearer ${sdkKey}`, 'content-type': 'application/json', ...headers },
      body: text ?? JSON.stringify({ context }),
    });
    return { status: response.status, headers: response.headers, body: parse(await response.text()) };
  }
  return {
    flag: (key, asking = {}) => post(`${FLAGS}/${encodeURIComponent(key)}`, asking),
    all: (asking = {}) => post(FLAGS, asking),
  };
}

/** The answer about one flag among all of them. */
export function flagIn({ body }: Answer, key: string): FlagAnswer | undefined {
  return body?.flags?.find((flag) => flag.key === key);
}

function parse(text: string): Body | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
