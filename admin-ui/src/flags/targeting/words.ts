import type { Prerequisite, Rule, Serve } from '@signalbox/core/evaluator';
import { conditionsWords } from '../../rules/words.ts';
import { EVERYONE, formatShare } from '../share.ts';

/** `on`, `on to 20 %`, `60 % a, 40 % b to 10 % by organization.id`. */
export function serveWords({ variant, split, share, bucketBy }: Serve): string {
  const what =
    variant ?? split?.map((one) => `${formatShare(one.weight)} ${one.variant}`).join(', ') ?? 'nothing';
  const to = share !== undefined && share < EVERYONE ? ` to ${formatShare(share)}` : '';
  return `${what}${to}${bucketBy ? ` by ${bucketBy}` : ''}`;
}

/** `when country is DE and plan is pro, serve on`. */
export function ruleWords({ clauses, serve }: Pick<Rule, 'clauses' | 'serve'>): string {
  const when = clauses.length > 0 ? `when ${conditionsWords(clauses)}, ` : 'for everyone, ';
  return `${when}serve ${serveWords(serve)}`;
}

/** `new-checkout is at on`. */
export function prerequisiteWords({ flag, variant }: Prerequisite): string {
  return `${flag} is at ${variant}`;
}
