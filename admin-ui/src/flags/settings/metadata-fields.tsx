import { ActionIcon, Button, Input, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useFocusLater } from '../../ui/use-focus-later.ts';
import { MOST_ROWS, newRow, retyped, type MetadataRow, type MetadataType } from './metadata-rows.ts';
import classes from './metadata.module.css';

const TYPES: { value: MetadataType; label: string }[] = [
  { value: 'string', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'True / false' },
];

/** A form that holds the rows among other things. */
type Form = UseFormReturnType<{ metadata: MetadataRow[] }>;

export function MetadataFields({ form }: { form: Form }) {
  const { place, focusLater } = useFocusLater<HTMLFieldSetElement>();
  const rows = form.values.metadata;
  const add = () => {
    const row = newRow();
    form.insertListItem('metadata', row);
    focusLater(`[data-row="${row.id}"] input`);
  };

  return (
    <fieldset ref={place} className={classes.metadata}>
      <legend className={classes.legend}>Metadata</legend>
      <Input.Description>
        Comes with every answer of the flag, in all environments. Whoever has a key can read it, browsers too
        if the flag is visible to them: put no secrets here.
      </Input.Description>
      {rows.map((row, index) => (
        <Row key={row.id} form={form} row={row} index={index} />
      ))}
      {form.errors['metadata'] && <Input.Error>{form.errors['metadata']}</Input.Error>}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={rows.length >= MOST_ROWS}
          onClick={add}
        >
          Add metadata
        </Button>
      </div>
    </fieldset>
  );
}

function Row({ form, row, index }: { form: Form; row: MetadataRow; index: number }) {
  const called = row.name.trim() || `entry ${index + 1}`;
  const value = { 'aria-label': `Value of ${called}`, ...form.getInputProps(`metadata.${index}.value`) };
  return (
    <div className={classes.row} data-row={row.id}>
      <TextInput
        aria-label={`Name of entry ${index + 1}`}
        placeholder="name"
        spellCheck={false}
        {...form.getInputProps(`metadata.${index}.name`)}
      />
      <Select
        aria-label={`Type of ${called}`}
        data={TYPES}
        value={row.type}
        comboboxProps={{ width: 'max-content' }}
        onChange={(type) => type && form.replaceListItem('metadata', index, retyped(row, type))}
      />
      <div className={classes.value}>
        {row.type === 'boolean' ? (
          <Select data={['true', 'false']} allowDeselect={false} {...value} />
        ) : (
          <TextInput
            placeholder="value"
            spellCheck={false}
            inputMode={row.type === 'number' ? 'decimal' : 'text'}
            {...value}
          />
        )}
      </div>
      <ActionIcon
        mt={3}
        aria-label={`Remove ${called}`}
        onClick={() => form.removeListItem('metadata', index)}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
