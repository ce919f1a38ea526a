import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useState } from 'react';
import * as z from 'zod/mini';
import { nameField } from '../api/fields.ts';
import { showProblem } from '../api/form-errors.ts';
import type { Environment } from '../environments/model.ts';
import { useFlags } from '../flags/use-flags.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { CreateDialog, ShownOnce } from '../ui/create-dialog.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { Refusal } from '../ui/refusal.tsx';
import type { CreatedSdkKey } from './model.ts';
import { SnippetView } from './snippet-view.tsx';
import { useCreateSdkKey, type NewSdkKey } from './use-create-sdk-key.ts';
import { FormActions } from '../ui/form-actions.tsx';

const schema = z.object({ name: nameField, kind: z.enum(['server', 'client']) });

interface CreateSdkKeyProps {
  project: string;
  environment: Environment;
  opened: boolean;
  onClose: () => void;
}

export function CreateSdkKey({ project, environment, opened, onClose }: CreateSdkKeyProps) {
  return (
    <CreateDialog<CreatedSdkKey>
      opened={opened}
      onClose={onClose}
      title={(created) => (created ? 'Copy the SDK key' : `Create SDK key for ${environment.name}`)}
      renderForm={(onCreated) => (
        <CreateForm project={project} environment={environment.key} onCreated={onCreated} onClose={onClose} />
      )}
    >
      {(sdkKey) => <Created project={project} sdkKey={sdkKey} onClose={onClose} />}
    </CreateDialog>
  );
}

interface CreateFormProps {
  project: string;
  environment: string;
  onCreated: (sdkKey: CreatedSdkKey) => void;
  onClose: () => void;
}

function CreateForm({ project, environment, onCreated, onClose }: CreateFormProps) {
  const create = useCreateSdkKey(project, environment);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<NewSdkKey>({
    initialValues: { name: '', kind: 'server' },
    validate: schemaResolver(schema, { sync: true }),
  });
  const submit = form.onSubmit(
    (sdkKey) =>
      create.mutate(sdkKey, {
        onSuccess: onCreated,
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
        <TextInput
          label="Name"
          description="The application that will use it."
          placeholder="shop-api"
          data-autofocus
          autoComplete="off"
          {...form.getInputProps('name')}
        />
        <Radio.Group label="Kind" {...form.getInputProps('kind')}>
          <Stack gap="xs" mt={6}>
            <Radio value="server" label="Server-side" description="Secret. Sees every flag and rule." />
            <Radio
              value="client"
              label="Client-side"
              description="Public, for pages. Sees flags that are visible to browsers."
            />
          </Stack>
        </Radio.Group>
        <Refusal error={refusal} />
        <FormActions action="Create SDK key" loading={create.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

interface CreatedProps {
  project: string;
  sdkKey: CreatedSdkKey;
  onClose: () => void;
}

function Created({ project, sdkKey, onClose }: CreatedProps) {
  const { data: flags = [] } = useFlags(project);
  const usable = flags.find(
    ({ archived, valueType, clientSide }) =>
      !archived && valueType === 'boolean' && (clientSide || sdkKey.kind === 'server'),
  );
  return (
    <Stack gap="md">
      {sdkKey.kind === 'server' && <ShownOnce />}
      <CodeBlock code={sdkKey.sdkKey} label="SDK key" />
      <SnippetView kind={sdkKey.kind} sdkKey={sdkKey.sdkKey} flag={usable?.key ?? 'new-checkout'} />
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
