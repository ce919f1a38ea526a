import type { Condition } from '@signalbox/core/evaluator';
import { ActionIcon, Button, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconCopyPlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { problemsUnder, type Problems } from '../api/field-problems.ts';
import { Announce } from '../ui/announce.tsx';
import { insert, move, replace, without } from '../ui/lists.ts';
import { randomId } from '../ui/random-id.ts';
import { Section } from '../ui/section.tsx';
import { useFocusLater } from '../ui/use-focus-later.ts';
import { ConditionsEditor } from './conditions-editor.tsx';
import classes from './rules.module.css';

/** What rules of flags and of segments have in common. */
interface AnyRule {
  id: string;
  clauses: Condition[];
}

interface RuleListProps<Rule extends AnyRule> {
  description: string;
  empty: string;
  rules: readonly Rule[];
  problems: Problems;
  newRule: () => Rule;
  /** Whether the first one that holds decides. */
  ordered: boolean;
  /** Whether a rule may do without clauses, for everyone. */
  mayBeForEveryone: boolean;
  onChange: (rules: Rule[]) => void;
  /** Beside the number of the rule. */
  renderName?: (rule: Rule, place: number, onChange: (rule: Rule) => void) => ReactNode;
  /** Below the clauses. */
  renderServe?: (rule: Rule, place: number, problems: Problems, onChange: (rule: Rule) => void) => ReactNode;
}

/** The one editor of rules, whatever they decide. */
export function RuleList<Rule extends AnyRule>(props: RuleListProps<Rule>) {
  const { description, empty, rules, problems, newRule, ordered, mayBeForEveryone, onChange } = props;
  const [said, setSaid] = useState('');
  const { place: list, focusLater } = useFocusLater<HTMLOListElement>();

  const moveRule = (from: number, to: number) => {
    const rule = rules[from];
    if (!rule || to < 0 || to >= rules.length) return;
    onChange(move(rules, from, to));
    setSaid(`Rule moved to place ${to + 1} of ${rules.length}`);
    // At the end of the list only the other direction can be pressed again.
    const up = to < from ? to > 0 : to === rules.length - 1;
    focusLater(`[data-rule="${rule.id}"] [data-move="${up ? 'up' : 'down'}"]`);
  };
  const add = (rule: Rule, at: number) => {
    onChange(insert(rules, at, rule));
    setSaid(`Rule added at place ${at + 1}`);
    focusLater(`[data-rule="${rule.id}"] input`);
  };

  return (
    <Section
      title="Rules"
      description={description}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => add(newRule(), rules.length)}
        >
          Add rule
        </Button>
      }
    >
      <Announce>{said}</Announce>
      {rules.length === 0 && <Text c="dimmed">{empty}</Text>}
      <ol className={classes.rules} ref={list}>
        {rules.map((rule, index) => {
          const place = index + 1;
          const change = (next: Rule) => onChange(replace(rules, index, next));
          const found = problemsUnder(problems, String(index));
          return (
            <li key={rule.id} className={classes.rule} data-rule={rule.id}>
              <Movable onMove={ordered ? (by) => moveRule(index, index + by) : undefined}>
                <div className={classes.ruleHead}>
                  <span className={classes.place}>Rule {place}</span>
                  <div className={classes.ruleName}>{props.renderName?.(rule, place, change)}</div>
                  {ordered && (
                    <MoveButtons
                      place={place}
                      count={rules.length}
                      onMove={(by) => moveRule(index, index + by)}
                    />
                  )}
                  <ActionIcon
                    aria-label={`Duplicate rule ${place}`}
                    onClick={() => add({ ...structuredClone(rule), id: randomId() }, place)}
                  >
                    <IconCopyPlus size={16} />
                  </ActionIcon>
                  <ActionIcon
                    aria-label={`Remove rule ${place}`}
                    onClick={() => {
                      onChange(without(rules, index));
                      setSaid(`Rule ${place} removed`);
                    }}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </div>
                <div className={classes.ruleBody}>
                  <ConditionsEditor
                    name={`rule ${place}`}
                    kind="all"
                    depth={0}
                    leads
                    conditions={rule.clauses}
                    problems={problemsUnder(found, 'clauses')}
                    mayBeEmpty={mayBeForEveryone}
                    onChange={(clauses) => change({ ...rule, clauses })}
                  />
                  {found['clauses'] && (
                    <Text size="xs" c="var(--mantine-color-error)">
                      {found['clauses']}
                    </Text>
                  )}
                  {props.renderServe?.(rule, place, problemsUnder(found, 'serve'), change)}
                </div>
              </Movable>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** Alt and an arrow move the rule from wherever in it one is; the buttons say the same. */
function Movable({ onMove, children }: { onMove: ((by: number) => void) | undefined; children: ReactNode }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove?.(event.key === 'ArrowUp' ? -1 : 1);
  };
  // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
  return <div onKeyDown={onMove && onKeyDown}>{children}</div>;
}

interface MoveButtonsProps {
  place: number;
  count: number;
  onMove: (by: number) => void;
}

function MoveButtons({ place, count, onMove }: MoveButtonsProps) {
  return (
    <>
      <ActionIcon
        data-move="up"
        aria-label={`Move rule ${place} up`}
        disabled={place === 1}
        onClick={() => onMove(-1)}
      >
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon
        data-move="down"
        aria-label={`Move rule ${place} down`}
        disabled={place === count}
        onClick={() => onMove(1)}
      >
        <IconChevronDown size={16} />
      </ActionIcon>
    </>
  );
}
