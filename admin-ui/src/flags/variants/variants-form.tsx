import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import {
  firstUnder,
  refusedFor,
  stillRefused,
  type Problems,
  type Refused,
} from '../../api/field-problems.ts';
import { isProblem } from '../../api/problem.ts';
import { Comment } from '../../ui/comment.tsx';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { same } from '../../ui/same.ts';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import type { Flag } from '../model.ts';
import { useUpdateFlag } from '../use-update-flag.ts';
import { JsonSchemaField } from './json-schema-field.tsx';
import { readSchema, showSchema } from './typed-schema.ts';
import { emptyVariant, readVariants, showVariants, type TypedVariant } from './typed.ts';
import { VariantValue } from './variant-value.tsx';
import classes from './variants.module.css';
import { FormActions } from '../../ui/form-actions.tsx';

export function VariantsForm({ project, flag }: { project: string; flag: Flag }) {
  /** What the edits were made from. */
  const [base, setBase] = useState(flag);
  const [variants, setVariants] = useState(() => showVariants(flag.variants));
  const [schema, setSchema] = useState(() => showSchema(flag.jsonSchema));
  const [comment, setComment] = useState('');
  const [refused, setRefused] = useState<Refused | null>(null);
  const update = useUpdateFlag(project, flag.key);

  const read = readVariants(variants, flag.valueType);
  const readAs = readSchema(schema);
  const now = { variants: read.variants, ...(flag.valueType === 'json' && { jsonSchema: readAs.schema }) };
  const errors: Problems = { ...stillRefused(refused, now), ...read.errors };
  const unreadable = Object.keys(read.errors).length > 0 || readAs.error !== undefined;
  const isDirty = unreadable || !same(now, contentOf(base));
  const isStale = isDirty && flag.version !== base.version;
  /** At its field, or as the other version beside one's own. */
  const isShown = (refused && Object.keys(refused.problems).length > 0) || isProblem(update.error, 412);
  const take = (next: Flag) => {
    setBase(next);
    setVariants(showVariants(next.variants));
    setSchema(showSchema(next.jsonSchema));
    setComment('');
    setRefused(null);
    update.reset();
  };
  // Somebody else's version replaces nothing while there are edits.
  if (!isDirty && flag.version !== base.version) take(flag);

  const save = () =>
    update.mutate(
      { version: base.version, update: { ...now, comment } },
      {
        onSuccess: (saved) => {
          take(saved);
          notifications.show({ message: 'Variants saved', color: 'green' });
        },
        onError: (error) => {
          setRefused(refusedFor(now, error));
          focusInvalid();
        },
      },
    );

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="sm">
        <VariantRows flag={flag} variants={variants} errors={errors} onChange={setVariants} />
        {flag.valueType === 'json' && (
          <JsonSchemaField
            value={schema}
            error={readAs.error ?? firstUnder(errors, 'jsonSchema')}
            onChange={(next) => {
              setSchema(next);
              // With another schema the variants may be right.
              setRefused(null);
            }}
          />
        )}
        {isStale && (
          <StaleNotice
            theirs={contentOf(flag)}
            mine={now}
            onDiscard={() => take(flag)}
            onKeep={() => setBase(flag)}
          />
        )}
        {errors['variants'] && (
          <Text size="sm" c="var(--mantine-color-error)">
            {errors['variants']}
          </Text>
        )}
        {isDirty && !isStale && (
          <>
            <Comment value={comment} onChange={setComment} />
            <Refusal error={isShown ? null : update.error} />
            <FormActions
              action="Save variants"
              loading={update.isPending}
              disabled={unreadable}
              cancel="Discard"
              onCancel={() => take(flag)}
            />
          </>
        )}
      </Stack>
    </form>
  );
}

function contentOf({ variants, valueType, jsonSchema }: Flag) {
  return { variants, ...(valueType === 'json' && { jsonSchema: jsonSchema ?? null }) };
}

interface VariantRowsProps {
  flag: Flag;
  variants: readonly TypedVariant[];
  errors: Problems;
  onChange: (variants: TypedVariant[]) => void;
}

function VariantRows({ flag, variants, errors, onChange }: VariantRowsProps) {
  const set = (index: number, part: Partial<TypedVariant>) =>
    onChange(variants.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <>
      {variants.map(({ id, name, value }, index) => (
        <div key={id} className={classes.variant}>
          <TextInput
            aria-label={`Name of variant ${index + 1}`}
            value={name}
            error={errors[`variants.${index}.name`]}
            spellCheck={false}
            onChange={({ currentTarget }) => set(index, { name: currentTarget.value })}
          />
          <VariantValue
            label={`Value of variant ${index + 1}`}
            valueType={flag.valueType}
            value={value}
            error={firstUnder(errors, `variants.${index}.value`)}
            onChange={(next) => set(index, { value: next })}
          />
          <ActionIcon
            mt={3}
            aria-label={`Remove variant ${name}`}
            disabled={variants.length === 1}
            onClick={() => onChange(variants.filter((_one, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...variants, emptyVariant()])}
        >
          Add variant
        </Button>
      </Group>
    </>
  );
}
