import type { Clause, Serve } from '@signalbox/core/evaluator';
import type { Targeting } from '../model.ts';
import { EVERYONE, formatShare } from '../share.ts';
import { valueProblem } from './values.ts';

/** What must be mended before saving, by the path that the server would name too: `rules.0.serve.variant`. */
export type Problems = Readonly<Record<string, string>>;

const PATH = /^[^.\s]+(\.[^.\s]+)*$/;

export function problemsOf(targeting: Targeting, variants: readonly string[]): Problems {
  const found: Record<string, string> = {};
  targeting.rules.forEach((rule, index) => {
    checkClauses(rule.clauses, `rules.${index}.clauses`, found);
    checkServe(rule.serve, `rules.${index}.serve`, variants, found);
  });
  checkServe(targeting.fallthrough, 'fallthrough', variants, found);
  if (!variants.includes(targeting.offVariant)) found['offVariant'] = 'Choose a variant.';
  return found;
}

export function checkClauses(clauses: readonly Clause[], path: string, found: Record<string, string>): void {
  clauses.forEach(({ attribute, operator, values }, index) => {
    const at = `${path}.${index}`;
    if (operator !== 'inSegment') {
      if (!attribute.trim()) found[`${at}.attribute`] = 'Name an attribute of the context.';
      else if (!PATH.test(attribute.trim())) {
        found[`${at}.attribute`] = 'Write a path such as country or organization.plan.';
      }
    }
    if (values.length === 0) {
      found[`${at}.values`] = operator === 'inSegment' ? 'Choose a segment.' : 'Give at least one value.';
    }
    const bad = values.map((value) => valueProblem(operator, value)).find((problem) => problem !== null);
    if (bad) found[`${at}.values`] = `${bad}.`;
  });
}

function checkServe(
  serve: Serve,
  path: string,
  variants: readonly string[],
  found: Record<string, string>,
): void {
  const { variant, split, bucketBy } = serve;
  if (bucketBy && !PATH.test(bucketBy.trim())) {
    found[`${path}.bucketBy`] = 'Write a path such as organization.id.';
  }
  if (!split) {
    if (variant === undefined || !variants.includes(variant)) found[`${path}.variant`] = 'Choose a variant.';
    return;
  }
  const sum = split.reduce((total, one) => total + one.weight, 0);
  if (sum !== EVERYONE)
    found[`${path}.split`] = `The weights make ${formatShare(sum)}; they must make 100\u00a0%.`;
  if (new Set(split.map((one) => one.variant)).size !== split.length) {
    found[`${path}.split`] = 'Each variant may stand only once.';
  }
  split.forEach((one, index) => {
    if (!variants.includes(one.variant)) found[`${path}.split.${index}.variant`] = 'Choose a variant.';
  });
}

/** The problems under a path, with the path cut off. */
export function problemsUnder(problems: Problems, path: string): Problems {
  const prefix = `${path}.`;
  return Object.fromEntries(
    Object.entries(problems)
      .filter(([at]) => at.startsWith(prefix))
      .map(([at, problem]) => [at.slice(prefix.length), problem]),
  );
}
