import { OPERATORS, type Clause, type Operator } from '@signalbox/core/evaluator';
import { ActionIcon, Autocomplete, Checkbox, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problems } from '../api/field-problems.ts';
import { ClauseValues } from './clause-values.tsx';
import { useEditing } from './editing.ts';
import { OPERATOR_FACTS } from './operators.ts';
import classes from './rules.module.css';
import { keptValues } from './values.ts';
import { operatorWords } from './words.ts';

interface ClauseRowProps {
  /** For the names of its controls: "clause 1 of rule 2". */
  name: string;
  clause: Clause;
  problems: Problems;
  /** What else can be done with it. */
  menu: ReactNode;
  onChange: (clause: Clause) => void;
  /** Absent where the last clause has to stay. */
  onRemove: (() => void) | undefined;
}

/** Each operator plain and turned around: one choice instead of a choice and a checkbox. */
const CHOICES = [...new Set(Object.values(OPERATOR_FACTS).map(({ group }) => group))].map((group) => ({
  group,
  items: OPERATORS.filter((operator) => OPERATOR_FACTS[operator].group === group).flatMap((operator) => [
    choice(operator, false),
    choice(operator, true),
  ]),
}));

function choice(operator: Operator, negate: boolean) {
  const words = operatorWords(operator, negate);
  const label = operator === 'matches' ? `${words} (regex)` : words;
  return { value: `${negate ? '!' : ''}${operator}`, label };
}

export function ClauseRow({ name, clause, problems, menu, onChange, onRemove }: ClauseRowProps) {
  const { attributes } = useEditing();
  const { attribute, operator, values, negate, ignoreCase } = clause;
  const inSegment = operator === 'inSegment';

  const choose = (value: string | null) => {
    const next = OPERATORS.find((one) => one === value?.replace('!', ''));
    if (!next) return;
    onChange({
      ...clause,
      // A segment asks for none, and the word that stands for it then is nobody's choice.
      attribute: inSegment && next !== 'inSegment' ? '' : attribute,
      operator: next,
      values: keptValues(operator, next, values),
      negate: value?.startsWith('!') ?? false,
    });
  };

  return (
    <div className={classes.clause} data-kind={OPERATOR_FACTS[operator].kind}>
      {!inSegment && (
        <Autocomplete
          aria-label={`Attribute of ${name}`}
          placeholder="attribute"
          data={[...attributes]}
          value={attribute}
          error={problems['attribute']}
          spellCheck={false}
          onChange={(next) => onChange({ ...clause, attribute: next })}
        />
      )}
      <Select
        aria-label={`Operator of ${name}`}
        data={CHOICES}
        value={`${negate ? '!' : ''}${operator}`}
        error={problems['operator']}
        maxDropdownHeight={320}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        searchable
        onChange={choose}
      />
      <div className={classes.values}>
        <div>
          <ClauseValues
            name={name}
            clause={clause}
            problems={problems}
            onChange={(next) => onChange({ ...clause, values: next })}
          />
        </div>
        {OPERATOR_FACTS[operator].takesIgnoreCase && (
          <Checkbox
            size="xs"
            className={classes.ignoreCase}
            label="Ignore case"
            aria-label={`Ignore upper and lower case in ${name}`}
            checked={ignoreCase ?? false}
            error={problems['ignoreCase']}
            onChange={({ currentTarget }) => onChange({ ...clause, ignoreCase: currentTarget.checked })}
          />
        )}
      </div>
      <div className={classes.rowActions}>
        {menu}
        <ActionIcon aria-label={`Remove ${name}`} disabled={!onRemove} onClick={onRemove}>
          <IconX size={15} />
        </ActionIcon>
      </div>
    </div>
  );
}
