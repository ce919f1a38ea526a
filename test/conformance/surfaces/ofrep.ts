import type { JsonValue } from '@signalbox/core/evaluator';
import { formatPosition } from '@signalbox/core/sync';
import { revive } from '../odd-values.ts';
import { toAnswer, type Answer, type Question, type Surface } from '../questions.ts';
import type { RulesetServer } from './server.ts';

const PATH = '/ofrep/v1/evaluate/flags';

/** One flag as OFREP answers it. */
interface OfrepFlag {
  key: string;
  value?: JsonValue;
  variant?: string;
  reason?: string;
  errorCode?: string;
  metadata?: Record<string, string | number | boolean>;
}

/** All flags at once, as client-side providers ask. A flag that is not among them is not there. */
export function ofrepBulkSurface(server: RulesetServer): Surface {
  return ofrepSurface('ofrep, all flags', server, async (post, questions) => {
    const { flags } = (await post('')) as { flags: OfrepFlag[] };
    const byKey = new Map(flags.map((flag) => [flag.key, flag]));
    return questions.map(({ flag }) => byKey.get(flag) ?? { key: flag, errorCode: 'FLAG_NOT_FOUND' });
  });
}

/** Flag by flag, as server-side providers ask. */
export function ofrepSingleSurface(server: RulesetServer): Surface {
  return ofrepSurface('ofrep, one flag', server, (post, questions) =>
    Promise.all(questions.map(async ({ flag }) => (await post(`/${encodeURIComponent(flag)}`)) as OfrepFlag)),
  );
}

type Post = (path: string) => Promise<unknown>;

function ofrepSurface(
  name: string,
  server: RulesetServer,
  askAll: (post: Post, questions: readonly Question[]) => Promise<OfrepFlag[]>,
): Surface {
  return {
    name,
    async answer(ruleset, questions) {
      // The server answers from the revision that it is asked for, or a later one.
      const newest = `?flagConfigEtag=${formatPosition(await server.load(ruleset))}`;
      const answers: (Answer | undefined)[] = [];
      for (const group of byContext(questions)) {
        const body = bodyFor(group[0]?.context);
        if (body === undefined) {
          answers.push(...group.map(() => undefined));
          continue;
        }
        const post = (path: string) => postJson(server, `${PATH}${path}${newest}`, body);
        const flags = await askAll(post, group);
        answers.push(...group.map((question, at) => answerOf(flags[at], question)));
      }
      return answers;
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** Questions in a row with the same context. */
function byContext(questions: readonly Question[]): Question[][] {
  const groups: Question[][] = [];
  for (const question of questions) {
    const group = groups.at(-1);
    if (group && group[0]?.context === question.context) group.push(question);
    else groups.push([question]);
  }
  return groups;
}

/** A context as JSON carries it; undefined for one that it cannot carry. */
function bodyFor(context: JsonValue | undefined): string | undefined {
  try {
    return JSON.stringify({ context: revive(context) ?? {} });
  } catch {
    return undefined;
  }
}

async function postJson(server: RulesetServer, path: string, body: string): Promise<unknown> {
  const response = await server.request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.serverKey}`, 'content-type': 'application/json' },
    body,
  });
  return response.json();
}

function answerOf(flag: OfrepFlag | undefined, { default: fallback }: Question): Answer {
  const { value = fallback, variant, reason, errorCode, metadata } = flag ?? {};
  return toAnswer({
    value,
    variant,
    reason: errorCode === undefined ? reason : 'ERROR',
    errorCode,
    flagMetadata: metadata,
  });
}
