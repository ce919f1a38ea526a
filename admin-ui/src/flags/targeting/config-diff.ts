import type { Rule } from '@signalbox/core/evaluator';
import type { Targeting } from '../model.ts';
import { shareBesidesOff } from '../summary.ts';
import { formatShare } from '../share.ts';
import { ruleWords, serveWords } from './words.ts';

/** One difference between two configurations, in words. */
export interface Difference {
  kind: 'added' | 'removed' | 'changed';
  text: string;
}

export function diffTargeting(before: Targeting, after: Targeting): Difference[] {
  return [...diffState(before, after), ...diffRules(before.rules, after.rules), ...diffRest(before, after)];
}

export function sameTargeting(left: Targeting, right: Targeting): boolean {
  return diffTargeting(left, right).length === 0;
}

function diffState(before: Targeting, after: Targeting): Difference[] {
  if (before.enabled === after.enabled) return [];
  return [changed(after.enabled ? 'Turn it on (it was off)' : 'Turn it off (it was on)')];
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
    else if (!same(was.rule, rule)) found.push(changed(changedRule(was.rule, rule, index + 1)));
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

function changedRule(before: Rule, after: Rule, place: number): string {
  const [was, is] = [ruleWords(before), ruleWords(after)];
  if (was !== is) return `Change ${name(after, place)}: ${was} → ${is}`;
  // Alike in words: a description, or a value of another type.
  if (before.description !== after.description) {
    return `Rename rule ${place}: ${before.description || 'no name'} → ${after.description || 'no name'}`;
  }
  return `Change ${name(after, place)}: ${is} (types of values or hidden parts)`;
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

function changed(text: string): Difference {
  return { kind: 'changed', text };
}

/** By content; properties that are absent equal those that are undefined. */
export function same(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
