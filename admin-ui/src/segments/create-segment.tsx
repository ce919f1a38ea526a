import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import * as z from 'zod/mini';
import { keyField, nameField, optionalText } from '../api/fields.ts';
import { showProblem } from '../api/form-errors.ts';
import type { Environment } from '../environments/model.ts';
import { Comment } from '../ui/comment.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { Refusal } from '../ui/refusal.tsx';
import { useCreateSegment } from './use-create-segment.ts';
import { FormActions } from '../ui/form-actions.tsx';

const schema = z.object({
  key: keyField,
  name: nameField,
  description: optionalText(2_000),
  comment: z.string(),
});

interface CreateSegmentProps {
  project: string;
  environment: Environment;
  opened: boolean;
  onClose: () => void;
}

/** Only what names it; its members are edited on its own page. */
export function CreateSegment({ project, environment, opened, onClose }: CreateSegmentProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`New segment in ${environment.name}`} size="lg">
      <CreateSegmentForm project={project} environment={environment.key} onClose={onClose} />
    </Modal>
  );
}

interface FormProps {
  project: string;
  environment: string;
  onClose: () => void;
}

function CreateSegmentForm({ project, environment, onClose }: FormProps) {
  const create = useCreateSegment(project, environment);
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: { key: '', name: '', description: '', comment: '' },
    validate: schemaResolver(schema, { sync: true }),
  });
  const submit = form.onSubmit(
    (segment) =>
      create.mutate(segment, {
        onSuccess: ({ key }) => {
          onClose();
          void navigate({
            to: '/p/$project/segments/$environment/$segment',
            params: { project, environment, segment: key },
          });
        },
        onError: (error) => {
          setRefusal(showProblem(error, form));
          focusInvalid();
        },
      }),
    focusInvalid,
  );

  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <TextInput label="Name" placeholder="Beta customers" data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="Key"
          placeholder="beta-customers"
          description="The name in rules. It never changes."
          spellCheck={false}
          {...form.getInputProps('key')}
        />
        <Textarea label="Description" autosize minRows={2} {...form.getInputProps('description')} />
        <Comment value={form.values.comment} onChange={(comment) => form.setFieldValue('comment', comment)} />
        <Refusal error={refusal} />
        <FormActions action="Create segment" loading={create.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
