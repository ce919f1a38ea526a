import { same } from '../ui/same.ts';
import { fieldErrors } from './form-errors.ts';
import { problemOf } from './problem.ts';

/** What must be mended before saving, by the path that the server would name too: `rules.0.serve.variant`. */
export type Problems = Readonly<Record<string, string>>;

/** The problems under a path, with the path cut off. */
export function problemsUnder(problems: Problems, path: string): Problems {
  const prefix = `${path}.`;
  return Object.fromEntries(
    Object.entries(problems)
      .filter(([at]) => at.startsWith(prefix))
      .map(([at, problem]) => [at.slice(prefix.length), problem]),
  );
}

/** The problem of a field, or else of the first part of it: `variants.0.value.colour`. The part is named then. */
export function firstUnder(problems: Problems, path: string): string | undefined {
  const [part, problem] = Object.entries(problemsUnder(problems, path))[0] ?? [];
  return problems[path] ?? (part && `${part}: ${problem}`);
}

/** What the server found wrong with something that was sent. */
export interface Refused {
  sent: unknown;
  problems: Problems;
}

export function refusedFor(sent: unknown, error: unknown): Refused {
  return { sent, problems: fieldErrors(problemOf(error).errors) };
}

/** The problems of fields that are still as they were sent: what was edited since may be right now. */
export function stillRefused(refused: Refused | null, now: unknown): Problems {
  if (!refused) return {};
  return Object.fromEntries(
    Object.entries(refused.problems).filter(([path]) =>
      same(valueAt(refused.sent, path), valueAt(now, path)),
    ),
  );
}

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => {
    if (Array.isArray(part)) return part[Number(name)];
    return part !== null && typeof part === 'object'
      ? Object.entries(part).find(([key]) => key === name)?.[1]
      : undefined;
  }, value);
}
