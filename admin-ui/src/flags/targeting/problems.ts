import type { Prerequisite, Serve } from '@signalbox/core/evaluator';
import type { Problems } from '../../api/field-problems.ts';
import { checkConditions, PATH } from '../../rules/check-conditions.ts';
import type { Targeting } from '../model.ts';
import { EVERYONE, formatShare } from '../share.ts';

/** What must be mended before saving, by the path that the server would name too. */
export function problemsOf(targeting: Targeting, variants: readonly string[]): Problems {
  const found: Record<string, string> = {};
  checkPrerequisites(targeting.prerequisites ?? [], found);
  targeting.rules.forEach((rule, index) => {
    checkConditions(rule.clauses, `rules.${index}.clauses`, found);
    checkServe(rule.serve, `rules.${index}.serve`, variants, found);
  });
  checkServe(targeting.fallthrough, 'fallthrough', variants, found);
  if (!variants.includes(targeting.offVariant)) found['offVariant'] = 'Choose a variant.';
  return found;
}

function checkPrerequisites(prerequisites: readonly Prerequisite[], found: Record<string, string>): void {
  prerequisites.forEach(({ flag, variant }, index) => {
    if (!flag) found[`prerequisites.${index}.flag`] = 'Choose a flag.';
    else if (!variant) found[`prerequisites.${index}.variant`] = 'Choose a variant.';
    if (flag && prerequisites.findIndex((other) => other.flag === flag) < index) {
      found[`prerequisites.${index}.flag`] = 'This flag is named above already.';
    }
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
