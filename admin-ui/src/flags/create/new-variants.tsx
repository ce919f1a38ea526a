import type { ValueType, Variant } from '@signalbox/core/evaluator';
import { ActionIcon, Button, Input, Stack, TextInput } from '@mantine/core';
import type { FormErrors, UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { firstUnder, type Problems } from '../../api/field-problems.ts';
import { JsonSchemaField } from '../variants/json-schema-field.tsx';
import { emptyVariant, showVariants, type TypedVariant } from '../variants/typed.ts';
import { VariantValue } from '../variants/variant-value.tsx';
import classes from '../variants/variants.module.css';
import type { FlagForm } from './create-flag.tsx';

const USUAL: Record<ValueType, Variant[]> = {
  boolean: [
    { name: 'on', value: true },
    { name: 'off', value: false },
  ],
  string: [
    { name: 'new', value: 'new' },
    { name: 'old', value: '' },
  ],
  number: [
    { name: 'high', value: 100 },
    { name: 'none', value: 0 },
  ],
  json: [
    { name: 'new', value: {} },
    { name: 'none', value: null },
  ],
};

/** A start that can be used as it is. */
export function usualVariants(valueType: ValueType): TypedVariant[] {
  return showVariants(USUAL[valueType]);
}

export function NewVariants({ form }: { form: UseFormReturnType<FlagForm> }) {
  const { variants, valueType, jsonSchema } = form.values;
  const errors = errorTexts(form.errors);
  return (
    <Input.Wrapper
      labelElement="div"
      label="Variants"
      description="The one that means nothing (false, 0, empty) is served while the flag is off; it is born off, everywhere."
      error={form.errors['variants']}
    >
      <Stack gap="xs" mt={6}>
        {variants.map(({ id, name, value }, index) => (
          <div key={id} className={classes.variant}>
            <TextInput
              aria-label={`Name of variant ${index + 1}`}
              spellCheck={false}
              {...form.getInputProps(`variants.${index}.name`)}
            />
            <VariantValue
              label={`Value of variant ${index + 1}`}
              valueType={valueType}
              value={value}
              error={firstUnder(errors, `variants.${index}.value`)}
              onChange={(next) => form.setFieldValue(`variants.${index}.value`, next)}
            />
            <ActionIcon
              mt={3}
              aria-label={`Remove variant ${name}`}
              disabled={variants.length === 1}
              onClick={() => form.removeListItem('variants', index)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        ))}
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => form.insertListItem('variants', emptyVariant())}
        >
          Add variant
        </Button>
        {valueType === 'json' && (
          <JsonSchemaField
            value={jsonSchema}
            error={firstUnder(errors, 'jsonSchema')}
            onChange={(next) => form.setFieldValue('jsonSchema', next)}
          />
        )}
      </Stack>
    </Input.Wrapper>
  );
}

function errorTexts(errors: FormErrors): Problems {
  return Object.fromEntries(
    Object.entries(errors).map(([path, error]) => [path, typeof error === 'string' ? error : '']),
  );
}
