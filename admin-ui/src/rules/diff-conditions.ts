import type { Clause, Condition, Group } from '@signalbox/core/evaluator';
import { changed, type Difference } from '../ui/difference.ts';
import { canonical, same } from '../ui/same.ts';
import { groupKind, isClause, partsOf } from './conditions.ts';
import { clauseWords, conditionWords, GROUP_WORDS, list, operatorWords } from './words.ts';

/** From so many values on, only those that came and went are named. */
const MANY = 4;

/**
 * What came, went and changed between two lists of conditions, those in groups included; empty when only their
 * order differs, which changes nothing.
 */
export function diffConditions(
  before: readonly Condition[],
  after: readonly Condition[],
  where = '',
): Difference[] {
  const { gone, came } = unmatched(before, after);
  const found: Difference[] = [];
  const taken = new Set<Condition>();

  for (const old of gone) {
    const successor = came.find((one) => !taken.has(one) && succeeds(old, one));
    if (!successor) {
      found.push({ kind: 'removed', text: where + conditionWords(old) });
      continue;
    }
    taken.add(successor);
    found.push(...diffCondition(old, successor, where));
  }
  for (const one of came) {
    if (!taken.has(one)) found.push({ kind: 'added', text: where + conditionWords(one) });
  }
  return found;
}

/** Those that are not in both lists; one that stands there twice counts twice. */
function unmatched(before: readonly Condition[], after: readonly Condition[]) {
  const came = [...after];
  const gone = before.filter((old) => {
    const at = came.findIndex((one) => canonical(one) === canonical(old));
    if (at !== -1) came.splice(at, 1);
    return at === -1;
  });
  return { gone, came };
}

/** Whether one reads as the other one edited. */
function succeeds(before: Condition, after: Condition): boolean {
  if (isClause(before) && isClause(after)) {
    return before.operator === 'inSegment'
      ? after.operator === 'inSegment'
      : before.attribute === after.attribute && after.operator !== 'inSegment';
  }
  return !isClause(before) && !isClause(after);
}

function diffCondition(before: Condition, after: Condition, where: string): Difference[] {
  if (isClause(before) && isClause(after)) return [diffClause(before, after, where)];
  if (!isClause(before) && !isClause(after)) return diffGroup(before, after, where);
  return [changed(`${where}${conditionWords(before)} → ${conditionWords(after)}`)];
}

function diffGroup(before: Group, after: Group, where: string): Difference[] {
  const [was, is] = [groupKind(before), groupKind(after)];
  const parts = diffConditions(partsOf(before), partsOf(after), `${where}in ${GROUP_WORDS[is]}: `);
  if (was === is) return parts;
  const becomes = changed(
    `${where}${GROUP_WORDS[was]} becomes ${GROUP_WORDS[is]}: ${conditionWords(before)}`,
  );
  return [becomes, ...parts];
}

function diffClause(before: Clause, after: Clause, where: string): Difference {
  const [was, is] = [clauseWords(before), clauseWords(after)];
  const { values: old, ...oldHead } = before;
  const { values: now, ...newHead } = after;
  if (same(oldHead, newHead) && Math.max(old.length, now.length) >= MANY) {
    const added = now.filter((value) => !old.includes(value)).map(String);
    const removed = old.filter((value) => !now.includes(value)).map(String);
    const steps = [
      added.length > 0 ? `add ${list(added, 'and')}` : '',
      removed.length > 0 ? `remove ${list(removed, 'and')}` : '',
    ].filter(Boolean);
    const subject = after.operator === 'inSegment' ? 'the unit' : after.attribute;
    const head = `${where}${subject} ${operatorWords(after.operator, after.negate)}`;
    return changed(`${head}: ${steps.join(', ') || 'another order of values'}`);
  }
  // Alike in words: a value of another type.
  return changed(was === is ? `${where}${is} (types of values)` : `${where}${was} → ${is}`);
}
