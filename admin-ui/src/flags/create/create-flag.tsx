import { Drawer, Select, Stack, TextInput } from '@mantine/core';
import { schemaResolver, useForm, type UseFormReturnType } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import * as z from 'zod/mini';
import { keyField } from '../../api/fields.ts';
import { showProblem } from '../../api/form-errors.ts';
import { Comment } from '../../ui/comment.tsx';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { VALUE_TYPES } from '../kinds.ts';
import type { NewFlag } from '../model.ts';
import {
  DefinitionFields,
  definitionSchema,
  NEW_DEFINITION,
  toSend,
  type Definition,
} from '../settings/definition-fields.tsx';
import { useCreateFlag } from '../use-create-flag.ts';
import { readSchema } from '../variants/typed-schema.ts';
import { readVariants } from '../variants/typed.ts';
import { NewVariants, usualVariants } from './new-variants.tsx';
import { FormActions } from '../../ui/form-actions.tsx';

const schema = z.extend(definitionSchema, {
  key: keyField,
  valueType: z.enum(['boolean', 'string', 'number', 'json']),
  comment: z.string(),
});

export interface FlagForm extends Definition {
  key: string;
  valueType: NewFlag['valueType'];
  variants: ReturnType<typeof usualVariants>;
  /** As typed; of a JSON flag. */
  jsonSchema: string;
  comment: string;
}

interface CreateFlagProps {
  project: string;
  opened: boolean;
  onClose: () => void;
}

export function CreateFlag({ project, opened, onClose }: CreateFlagProps) {
  return (
    <Drawer opened={opened} onClose={onClose} title="New flag">
      <CreateFlagForm project={project} onClose={onClose} />
    </Drawer>
  );
}

function CreateFlagForm({ project, onClose }: Omit<CreateFlagProps, 'opened'>) {
  const create = useCreateFlag(project);
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<FlagForm>({
    initialValues: {
      ...NEW_DEFINITION,
      key: '',
      valueType: 'boolean',
      variants: usualVariants('boolean'),
      jsonSchema: '',
      comment: '',
    },
    validate: (values) => ({
      ...schemaResolver(schema, { sync: true })(values),
      ...readVariants(values.variants, values.valueType).errors,
      ...(values.valueType === 'json' && schemaErrors(values.jsonSchema)),
    }),
  });

  const submit = form.onSubmit(
    ({ key, valueType, variants, jsonSchema, comment, ...definition }) =>
      create.mutate(
        {
          ...toSend(definition),
          key,
          valueType,
          comment,
          variants: readVariants(variants, valueType).variants,
          ...(valueType === 'json' && { jsonSchema: readSchema(jsonSchema).schema }),
        },
        {
          onSuccess: () => {
            onClose();
            void navigate({ to: '/p/$project/flags/$flag', params: { project, flag: key } });
          },
          onError: (error) => {
            setRefusal(showProblem(error, form));
            focusInvalid();
          },
        },
      ),
    focusInvalid,
  );

  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <KeyAndType form={form} />
        <NewVariants form={form} />
        <DefinitionFields form={form} />
        <Comment value={form.values.comment} onChange={(comment) => form.setFieldValue('comment', comment)} />
        <Refusal error={refusal} />
        <FormActions action="Create flag" loading={create.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function schemaErrors(typed: string): Record<string, string> {
  const { error } = readSchema(typed);
  return error === undefined ? {} : { jsonSchema: error };
}

function KeyAndType({ form }: { form: UseFormReturnType<FlagForm> }) {
  return (
    <>
      <TextInput
        label="Key"
        description="The name in code. It never changes."
        placeholder="new-checkout"
        data-autofocus
        spellCheck={false}
        autoComplete="off"
        {...form.getInputProps('key')}
      />
      <Select
        label="Type"
        description="What its variants hold."
        data={Object.entries(VALUE_TYPES).map(([value, label]) => ({ value, label }))}
        value={form.values.valueType}
        onChange={(next) => {
          const valueType = schema.shape.valueType.parse(next);
          form.setValues({ valueType, variants: usualVariants(valueType) });
        }}
      />
    </>
  );
}
