import type { Prerequisite, Rule } from '@signalbox/core/evaluator';
import { diffConditions } from '../../rules/diff-conditions.ts';
import { changed, type Difference } from '../../ui/difference.ts';
import { same } from '../../ui/same.ts';
import type { Targeting } from '../model.ts';
import { shareBesidesOff } from '../summary.ts';
import { formatShare } from '../share.ts';
import { prerequisiteWords, ruleWords, serveWords } from './words.ts';

export function diffTargeting(before: Targeting, after: Targeting): Difference[] {
  return [
    ...diffState(before, after),
    ...diffPrerequisites(before.prerequisites ?? [], after.prerequisites ?? []),
    ...diffRules(before.rules, after.rules),
    ...diffRest(before, after),
  ];
}

export function sameTargeting(left: Targeting, right: Targeting): boolean {
  return diffTargeting(left, right).length === 0;
}

function diffState(before: Targeting, after: Targeting): Difference[] {
  if (before.enabled === after.enabled) return [];
  return [changed(after.enabled ? 'Turn it on (it was off)' : 'Turn it off (it was on)')];
}

function diffPrerequisites(before: readonly Prerequisite[], after: readonly Prerequisite[]): Difference[] {
  const missing = (from: readonly Prerequisite[], one: Prerequisite) =>
    !from.some((other) => same(one, other));
  return [
    ...before
      .filter((one) => missing(after, one))
      .map((one) => ({ kind: 'removed' as const, text: `No longer need that ${prerequisiteWords(one)}` })),
    ...after
      .filter((one) => missing(before, one))
      .map((one) => ({ kind: 'added' as const, text: `Need that ${prerequisiteWords(one)}` })),
  ];
}

function diffRest(before: Targeting, after: Targeting): Difference[] {
  const found: Difference[] = [];
  if (!same(before.fallthrough, after.fallthrough)) {
    const who = before.rules.length + after.rules.length > 0 ? 'Everyone else' : 'Everyone';
    found.push(changed(`${who}: ${everyoneWords(before)} → ${everyoneWords(after)}`));
  }
  if (before.offVariant !== after.offVariant) {
    found.push(changed(`Off variant: ${before.offVariant} → ${after.offVariant}`));
  }
  return found;
}

function diffRules(before: readonly Rule[], after: readonly Rule[]): Difference[] {
  const old = new Map(before.map((rule, index) => [rule.id, { rule, place: index + 1 }]));
  const kept = new Set(after.map(({ id }) => id));
  const found: Difference[] = [];

  for (const [index, rule] of before.entries()) {
    if (!kept.has(rule.id))
      found.push({ kind: 'removed', text: `Remove ${name(rule, index + 1)}: ${ruleWords(rule)}` });
  }
  for (const [index, rule] of after.entries()) {
    const was = old.get(rule.id);
    if (!was) found.push({ kind: 'added', text: `Add ${name(rule, index + 1)}: ${ruleWords(rule)}` });
    else if (!same(was.rule, rule)) found.push(changedRule(was.rule, rule, index + 1));
  }
  return [...found, ...diffOrder(before, after)];
}

/** Order counts only among the rules that both have: one that went or came moves the others along. */
function diffOrder(before: readonly Rule[], after: readonly Rule[]): Difference[] {
  const inBefore = new Set(before.map(({ id }) => id));
  const inAfter = new Set(after.map(({ id }) => id));
  const was = before.filter(({ id }) => inAfter.has(id)).map(({ id }) => id);
  const is = after.filter(({ id }) => inBefore.has(id)).map(({ id }) => id);
  if (same(was, is)) return [];
  const places = is.map((id) => before.findIndex((rule) => rule.id === id) + 1);
  return [changed(`Reorder the rules: ${places.join(', ')} (by their places before)`)];
}

function changedRule(before: Rule, after: Rule, place: number): Difference {
  const details = diffConditions(before.clauses, after.clauses);
  if (!same(before.serve, after.serve)) {
    details.push(changed(`serve ${serveWords(before.serve)} → ${serveWords(after.serve)}`));
  }
  if (before.description !== after.description) {
    const renamed = `Rename rule ${place}: ${before.description || 'no name'} → ${after.description || 'no name'}`;
    if (details.length === 0) return changed(renamed);
    details.unshift(changed(`name: ${before.description || 'none'} → ${after.description || 'none'}`));
  }
  if (details.length === 0) details.push(changed('another order of conditions'));
  return { ...changed(`Change ${name(after, place)}`), details };
}

function everyoneWords(config: Targeting): string {
  const { fallthrough, offVariant } = config;
  if (fallthrough.variant === undefined) return serveWords(fallthrough);
  const by = fallthrough.bucketBy ? ` by ${fallthrough.bucketBy}` : '';
  const share = shareBesidesOff(config);
  if (fallthrough.variant === offVariant) return `everyone gets ${offVariant}`;
  return `${formatShare(share)} get ${fallthrough.variant}${by}`;
}

function name(rule: Rule, place: number): string {
  return rule.description ? `rule ${place} “${rule.description}”` : `rule ${place}`;
}
