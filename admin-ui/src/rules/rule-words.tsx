import type { Condition } from '@signalbox/core/evaluator';
import { groupKind, isClause, partsOf } from './conditions.ts';
import classes from './rule-words.module.css';
import { clauseWords, conditionsWords, GROUP_WORDS } from './words.ts';

interface RuleWordsProps {
  conditions: readonly Condition[];
  /** What it serves; nothing for a rule of a segment. */
  serves?: string;
}

/** A rule to read: one sentence, or a list as soon as there are groups. */
export function RuleWords({ conditions, serves }: RuleWordsProps) {
  const then = serves === undefined ? '' : `serve ${serves}`;
  if (conditions.length === 0) return <>for everyone{then && `, ${then}`}</>;
  if (conditions.every(isClause)) {
    return (
      <>
        when {conditionsWords(conditions)}
        {then && `, ${then}`}
      </>
    );
  }
  return (
    <>
      when {conditions.length > 1 && 'all of'}
      <ConditionList conditions={conditions} />
      {then}
    </>
  );
}

function ConditionList({ conditions }: { conditions: readonly Condition[] }) {
  return (
    <ul className={classes.list}>
      {conditions.map((condition, index) => (
        <li key={index}>
          {isClause(condition) ? (
            clauseWords(condition)
          ) : (
            <>
              {GROUP_WORDS[groupKind(condition)]}
              <ConditionList conditions={partsOf(condition)} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
