import type { ValueType } from '@signalbox/core/evaluator';
import { JsonInput, Select, TextInput } from '@mantine/core';
import classes from './variants.module.css';

interface VariantValueProps {
  label: string;
  valueType: ValueType;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** A field fit for the type. */
export function VariantValue({ label, valueType, value, error, onChange }: VariantValueProps) {
  if (valueType === 'boolean') {
    return (
      <Select
        aria-label={label}
        data={['true', 'false']}
        value={value || null}
        error={error}
        onChange={(next) => next !== null && onChange(next)}
      />
    );
  }
  if (valueType === 'json') {
    return (
      <JsonInput
        aria-label={label}
        className={classes.mono}
        value={value}
        error={error}
        autosize
        minRows={2}
        maxRows={16}
        spellCheck={false}
        onChange={onChange}
      />
    );
  }
  return (
    <TextInput
      aria-label={label}
      className={valueType === 'number' ? classes.mono : ''}
      inputMode={valueType === 'number' ? 'decimal' : 'text'}
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
