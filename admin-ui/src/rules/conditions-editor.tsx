import type { Condition } from '@signalbox/core/evaluator';
import { Button } from '@mantine/core';
import { IconParentheses, IconPlus } from '@tabler/icons-react';
import { problemsUnder, type Problems } from '../api/field-problems.ts';
import { insert, replace, without } from '../ui/lists.ts';
import { useFocusLater } from '../ui/use-focus-later.ts';
import { useRowKeys } from '../ui/use-row-keys.ts';
import { ClauseRow } from './clause-row.tsx';
import {
  depthOf,
  groupKind,
  groupOf,
  isClause,
  MAX_DEPTH,
  newClause,
  partsOf,
  type GroupKind,
} from './conditions.ts';
import { GroupBox } from './group-box.tsx';
import { RowMenu } from './row-menu.tsx';
import classes from './rules.module.css';

interface ConditionsEditorProps {
  /** For the names of controls: "rule 2", "group 1 of rule 2". */
  name: string;
  /** How they count together. */
  kind: GroupKind;
  /** Groups around them. */
  depth: number;
  conditions: readonly Condition[];
  problems: Problems;
  /** Words before the rows of a rule; a group says in its head how its parts count. */
  leads?: boolean;
  /** Whether the last one may go. */
  mayBeEmpty: boolean;
  onChange: (conditions: Condition[]) => void;
  /** Only in a group: one of them shall stand beside it, these shall remain. */
  onMoveOut?: (moved: Condition, remaining: Condition[]) => void;
}

const JOINERS: Record<GroupKind, string> = { all: 'and', any: 'or', none: 'nor' };

/** Of a group, its kind as it stands. */
function firstField(row: number): string {
  const at = `:scope > [data-row="${row}"]`;
  return `${at} input:checked, ${at} input:not([type='radio'])`;
}

/** Clauses and groups in a list, at any depth. */
export function ConditionsEditor(props: ConditionsEditorProps) {
  const { name, kind, depth, conditions, problems, leads = false, mayBeEmpty, onChange, onMoveOut } = props;
  const rows = useRowKeys(conditions.length);
  const { place, focusLater } = useFocusLater<HTMLDivElement>();

  const put = (index: number, ...added: Condition[]) => {
    rows.added(index, added.length);
    onChange(insert(conditions, index, ...added));
    focusLater(firstField(index));
  };
  const remove = (index: number) => {
    rows.removed(index);
    onChange(without(conditions, index));
    focusLater(':scope > [data-add] button');
  };
  /** In place of one condition, others. */
  const become = (index: number, ...others: Condition[]) => {
    onChange(replace(conditions, index, ...others));
    focusLater(firstField(index));
  };

  return (
    <div className={classes.conditions} ref={place}>
      {conditions.map((condition, index) => {
        const rowName = `${isClause(condition) ? 'clause' : 'group'} ${index + 1} of ${name}`;
        const isLast = conditions.length === 1;
        const menu = {
          name: rowName,
          onDuplicate: () => put(index + 1, structuredClone(condition)),
          onGroup:
            depth + depthOf(condition) < MAX_DEPTH
              ? () => become(index, groupOf(kind === 'any' ? 'all' : 'any', [condition]))
              : undefined,
          onMoveOut: onMoveOut && (() => onMoveOut(condition, without(conditions, index))),
        };
        return (
          <div key={rows.keys[index]} className={classes.line} data-row={index}>
            <span className={classes.word}>{index > 0 ? JOINERS[kind] : leads && 'When'}</span>
            {isClause(condition) ? (
              <ClauseRow
                name={rowName}
                clause={condition}
                problems={problemsUnder(problems, String(index))}
                menu={<RowMenu {...menu} />}
                onChange={(next) => onChange(replace(conditions, index, next))}
                onRemove={mayBeEmpty || !isLast ? () => remove(index) : undefined}
              />
            ) : (
              <GroupBox
                name={rowName}
                group={condition}
                menu={<RowMenu {...menu} onUngroup={() => become(index, ...partsOf(condition))} />}
                onChange={(next) => onChange(replace(conditions, index, next))}
                onRemove={mayBeEmpty || !isLast ? () => remove(index) : undefined}
              >
                <ConditionsEditor
                  name={rowName}
                  kind={groupKind(condition)}
                  depth={depth + 1}
                  conditions={partsOf(condition)}
                  problems={problemsUnder(problems, `${index}.${groupKind(condition)}`)}
                  mayBeEmpty={mayBeEmpty || !isLast}
                  onChange={(parts) =>
                    // A group of nothing says nothing: it goes with its last part.
                    parts.length > 0
                      ? onChange(replace(conditions, index, groupOf(groupKind(condition), parts)))
                      : remove(index)
                  }
                  onMoveOut={(moved, remaining) =>
                    become(
                      index,
                      ...(remaining.length > 0 ? [groupOf(groupKind(condition), remaining)] : []),
                      moved,
                    )
                  }
                />
              </GroupBox>
            )}
          </div>
        );
      })}
      <div className={classes.line} data-add>
        <span className={classes.word}>{leads && conditions.length === 0 && 'For'}</span>
        <span className={classes.add}>
          {leads && conditions.length === 0 && <span>everyone</span>}
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            aria-label={`Add clause to ${name}`}
            onClick={() => put(conditions.length, newClause())}
          >
            Add clause
          </Button>
          {depth < MAX_DEPTH && (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconParentheses size={13} />}
              aria-label={`Add group to ${name}`}
              onClick={() => put(conditions.length, groupOf(kind === 'any' ? 'all' : 'any', [newClause()]))}
            >
              Add group
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}
