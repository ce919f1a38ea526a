import type { Clause } from '@signalbox/core/evaluator';
import { NumberInput, TextInput } from '@mantine/core';
import { valuesError, type ClauseValuesProps } from './clause-field.ts';
import { DateValue } from './date-value.tsx';
import { kindOf } from './operators.ts';
import { PatternValues } from './pattern-values.tsx';
import { SegmentValues } from './segment-values.tsx';
import { TagValues } from './tag-values.tsx';

/** The field fit for what the operator compares with. */
export function ClauseValues(props: ClauseValuesProps) {
  const { operator, values } = props.clause;
  // Where one value is usual, several may have been saved through the API.
  const several = values.length > 1;
  switch (kindOf(operator)) {
    case 'none':
      return <div />;
    case 'segment':
      return <SegmentValues {...props} />;
    case 'pattern':
      return <PatternValues {...props} />;
    case 'date':
      return several ? <TagValues {...props} /> : <DateValue {...props} />;
    case 'number':
      return several ? <TagValues {...props} /> : <NumberValue {...props} />;
    case 'version':
      return several || operator === 'semverEqual' ? <TagValues {...props} /> : <VersionValue {...props} />;
    case 'exact':
    case 'part':
    case 'network':
      return <TagValues {...props} />;
  }
}

function NumberValue({ name, clause, problems, onChange }: ClauseValuesProps) {
  return (
    <NumberInput
      aria-label={`Value of ${name}`}
      placeholder="number"
      value={valueIn(clause)}
      error={valuesError(problems)}
      hideControls
      onChange={(value) => onChange(value === '' ? [] : [value])}
    />
  );
}

function VersionValue({ name, clause, problems, onChange }: ClauseValuesProps) {
  return (
    <TextInput
      aria-label={`Value of ${name}`}
      placeholder="1.4.0"
      spellCheck={false}
      value={valueIn(clause)}
      error={valuesError(problems)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? [] : [currentTarget.value])}
    />
  );
}

function valueIn({ values: [value = ''] }: Clause): string | number {
  return typeof value === 'number' ? value : String(value);
}
