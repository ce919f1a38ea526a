import type { Rule } from '@signalbox/core/evaluator';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconCopyPlus, IconPlus, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { ClauseRow } from './clause-row.tsx';
import { newClause, replace, without } from './draft.ts';
import { problemsUnder, type Problems } from './problems.ts';
import { RuleServe } from './rule-serve.tsx';
import classes from './targeting.module.css';

interface RuleCardProps {
  project: string;
  environment: string;
  variants: readonly string[];
  attributes: readonly string[];
  rule: Rule;
  index: number;
  count: number;
  problems: Problems;
  onChange: (rule: Rule) => void;
  onMove: (to: number) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

export function RuleCard(props: RuleCardProps) {
  const { project, environment, variants, attributes, rule, index, count, problems, onChange, onMove } =
    props;
  const place = index + 1;
  const { clauses } = rule;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? index - 1 : index + 1);
  };

  return (
    <li className={classes.rule} data-rule={rule.id}>
      {/* Alt and an arrow move the rule from wherever in it one is; the buttons say the same. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={onKeyDown}>
        <div className={classes.ruleHead}>
          <span className={classes.place}>Rule {place}</span>
          <TextInput
            variant="unstyled"
            className={classes.ruleName}
            aria-label={`Name of rule ${place}`}
            placeholder="Name it (optional)"
            pl="xs"
            maxLength={120}
            value={rule.description ?? ''}
            onChange={({ currentTarget }) => onChange({ ...rule, description: currentTarget.value })}
          />
          <ActionIcon
            data-move="up"
            aria-label={`Move rule ${place} up`}
            disabled={index === 0}
            onClick={() => onMove(index - 1)}
          >
            <IconChevronUp size={16} />
          </ActionIcon>
          <ActionIcon
            data-move="down"
            aria-label={`Move rule ${place} down`}
            disabled={place === count}
            onClick={() => onMove(index + 1)}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
          <ActionIcon aria-label={`Duplicate rule ${place}`} onClick={props.onDuplicate}>
            <IconCopyPlus size={16} />
          </ActionIcon>
          <ActionIcon aria-label={`Remove rule ${place}`} onClick={props.onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </div>
        <div className={classes.ruleBody}>
          {clauses.map((clause, at) => (
            <div className={classes.line} key={at}>
              <span className={classes.word}>{at === 0 ? 'When' : 'and'}</span>
              <ClauseRow
                project={project}
                environment={environment}
                attributes={attributes}
                name={`clause ${at + 1} of rule ${place}`}
                clause={clause}
                problems={problemsUnder(problems, `clauses.${at}`)}
                onChange={(next) => onChange({ ...rule, clauses: replace(clauses, at, next) })}
                onRemove={() => onChange({ ...rule, clauses: without(clauses, at) })}
              />
            </div>
          ))}
          <div className={classes.line}>
            <span className={classes.word}>{clauses.length === 0 && 'For'}</span>
            <span className={classes.serve}>
              {clauses.length === 0 && <span>everyone</span>}
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconPlus size={13} />}
                aria-label={`Add clause to rule ${place}`}
                onClick={() => onChange({ ...rule, clauses: [...clauses, newClause()] })}
              >
                Add clause
              </Button>
            </span>
          </div>
          <div className={classes.line}>
            <span className={classes.word}>serve</span>
            <RuleServe
              place={place}
              variants={variants}
              serve={rule.serve}
              problems={problemsUnder(problems, 'serve')}
              onChange={(serve) => onChange({ ...rule, serve })}
            />
          </div>
        </div>
      </div>
    </li>
  );
}
