import { ActionIcon, Autocomplete, Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { replace, without } from '../../ui/lists.ts';
import { useFocusLater } from '../../ui/use-focus-later.ts';
import type { AskedAttribute } from './asked-attributes.ts';
import { newRow, type ContextRow, type RowType } from './context-rows.ts';
import classes from './try.module.css';

interface ContextFieldsProps {
  rows: readonly ContextRow[];
  errors: Readonly<Record<string, string>>;
  asked: readonly AskedAttribute[];
  onChange: (rows: ContextRow[]) => void;
}

const TYPES: { value: RowType; label: string }[] = [
  { value: 'text', label: 'text' },
  { value: 'number', label: 'number' },
  { value: 'boolean', label: 'true / false' },
  { value: 'json', label: 'JSON' },
];

/** One row for each attribute, and one click for each that the rules ask for. */
export function ContextFields({ rows, errors, asked, onChange }: ContextFieldsProps) {
  const { place, focusLater } = useFocusLater<HTMLDivElement>();
  const missing = asked.filter(({ path }) => !rows.some((row) => row.path === path));
  const add = (row: ContextRow) => {
    onChange([...rows, row]);
    focusLater(`[data-row="${row.id}"] [data-part="${row.path ? 'value' : 'path'}"]`);
  };

  return (
    <div ref={place} className={classes.fields}>
      {rows.map((row, index) => (
        <div key={row.id} className={classes.field} data-row={row.id}>
          <Autocomplete
            aria-label={`Attribute ${index + 1}`}
            placeholder="attribute"
            data-part="path"
            data={asked.map(({ path }) => path)}
            value={row.path}
            spellCheck={false}
            onChange={(path) => onChange(replace(rows, index, { ...row, path }))}
          />
          <Select
            aria-label={`Type of ${row.path || `attribute ${index + 1}`}`}
            data={TYPES}
            value={row.type}
            comboboxProps={{ width: 'max-content' }}
            onChange={(type) => type && onChange(replace(rows, index, retyped(row, type)))}
          />
          <ActionIcon
            mt={3}
            aria-label={`Remove ${row.path || `attribute ${index + 1}`}`}
            onClick={() => onChange(without(rows, index))}
          >
            <IconX size={15} />
          </ActionIcon>
          <div className={classes.fieldValue}>
            <RowValue
              label={`Value of ${row.path || `attribute ${index + 1}`}`}
              row={row}
              error={errors[row.id]}
              values={asked.find(({ path }) => path === row.path)?.values ?? []}
              onChange={(value) => onChange(replace(rows, index, { ...row, value }))}
            />
          </div>
        </div>
      ))}
      <div className={classes.suggestions}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} />}
          onClick={() => add(newRow())}
        >
          Add attribute
        </Button>
        {missing.map(({ path, type }) => (
          <Button
            key={path}
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={12} />}
            aria-label={`Add ${path}`}
            onClick={() => add(newRow(path, type))}
          >
            {path}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** What was typed stays, except where the other type can only be chosen from. */
function retyped(row: ContextRow, type: RowType): ContextRow {
  if (type !== 'boolean' || row.value === 'false') return { ...row, type };
  return { ...row, type, value: 'true' };
}

interface RowValueProps {
  label: string;
  row: ContextRow;
  error: string | undefined;
  values: readonly string[];
  onChange: (value: string) => void;
}

function RowValue({ label, row: { type, value }, error, values, onChange }: RowValueProps) {
  const common = { 'aria-label': label, 'data-part': 'value', value, error, spellCheck: false };
  switch (type) {
    case 'boolean':
      return (
        <Select
          aria-label={label}
          data-part="value"
          data={['true', 'false']}
          value={value}
          error={error}
          onChange={(next) => next && onChange(next)}
        />
      );
    case 'json':
      return (
        <Textarea
          {...common}
          autosize
          minRows={1}
          maxRows={8}
          className={classes.mono}
          placeholder='["a", "b"]'
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'number':
      return (
        <TextInput
          {...common}
          inputMode="decimal"
          placeholder="number"
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'text':
      return <Autocomplete {...common} placeholder="text" data={[...values]} onChange={onChange} />;
  }
}
