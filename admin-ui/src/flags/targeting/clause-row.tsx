import { OPERATORS, type Clause, type Operator } from '@signalbox/core/evaluator';
import { ActionIcon, Autocomplete, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { ClauseValues } from './clause-values.tsx';
import type { Problems } from './problems.ts';
import classes from './targeting.module.css';
import { isNumeric, isSemver, readValue } from './values.ts';
import { operatorWords } from './words.ts';

interface ClauseRowProps {
  project: string;
  environment: string;
  attributes: readonly string[];
  /** For the names of its controls: "clause 1 of rule 2". */
  name: string;
  clause: Clause;
  problems: Problems;
  onChange: (clause: Clause) => void;
  /** Absent where the last clause has to stay. */
  onRemove: (() => void) | undefined;
}

/** Each operator plain and turned around: one choice instead of a choice and a checkbox. */
const CHOICES = [
  {
    group: 'Text',
    operators: OPERATORS.filter((one) => !isNumeric(one) && !isSemver(one) && one !== 'inSegment'),
  },
  { group: 'Numbers', operators: OPERATORS.filter(isNumeric) },
  { group: 'Versions', operators: OPERATORS.filter(isSemver) },
  { group: 'Segments', operators: OPERATORS.filter((one) => one === 'inSegment') },
].map(({ group, operators }) => ({
  group,
  items: operators.flatMap((operator) => [choice(operator, false), choice(operator, true)]),
}));

function choice(operator: Operator, negate: boolean) {
  return { value: `${negate ? '!' : ''}${operator}`, label: operatorWords(operator, negate) };
}

export function ClauseRow(props: ClauseRowProps) {
  const { project, environment, attributes, name, clause, problems, onChange, onRemove } = props;
  const { attribute, operator, values, negate } = clause;
  const inSegment = operator === 'inSegment';

  const choose = (value: string | null) => {
    const next = OPERATORS.find((one) => one === value?.replace('!', ''));
    if (!next) return;
    // Keys of segments and values of attributes have nothing in common.
    const kept =
      (next === 'inSegment') === inSegment ? values.map((one) => readValue(next, String(one), values)) : [];
    onChange({
      attribute: inSegment ? '' : attribute,
      operator: next,
      values: kept,
      negate: value?.startsWith('!') ?? false,
    });
  };

  return (
    <div className={`${classes.clause} ${inSegment ? classes.clauseSegment : ''}`}>
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
        maxDropdownHeight={320}
        searchable
        onChange={choose}
      />
      <ClauseValues
        project={project}
        environment={environment}
        name={name}
        clause={clause}
        error={problems['values']}
        onChange={(next) => onChange({ ...clause, values: next })}
      />
      <ActionIcon mt={3} aria-label={`Remove ${name}`} disabled={!onRemove} onClick={onRemove}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}
