import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useState } from 'react';
import * as z from 'zod/mini';
import { nameField, roleField } from '../api/fields.ts';
import { showProblem } from '../api/form-errors.ts';
import { mayAct, ROLES, ROLE_WORDS } from '../people/roles.ts';
import { useSession } from '../people/use-session.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { CreateDialog, ShownOnce } from '../ui/create-dialog.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { Refusal } from '../ui/refusal.tsx';
import { DEFAULT_EXPIRY, EXPIRIES } from './expiries.ts';
import type { CreatedApiToken } from './model.ts';
import { useCreateApiToken, type NewApiToken } from './use-create-api-token.ts';
import { FormActions } from '../ui/form-actions.tsx';

const schema = z.object({ name: nameField, role: roleField });

export function CreateApiToken({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <CreateDialog<CreatedApiToken>
      opened={opened}
      onClose={onClose}
      title={(created) => (created ? 'Copy the API token' : 'Create API token')}
      renderForm={(onCreated) => <CreateForm onCreated={onCreated} onClose={onClose} />}
    >
      {({ token }) => <Created token={token} onClose={onClose} />}
    </CreateDialog>
  );
}

interface CreateFormProps {
  onCreated: (token: CreatedApiToken) => void;
  onClose: () => void;
}

function CreateForm({ onCreated, onClose }: CreateFormProps) {
  const session = useSession();
  const create = useCreateApiToken();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<NewApiToken>({
    initialValues: { name: '', role: 'viewer', expiry: DEFAULT_EXPIRY },
    validate: schemaResolver(schema, { sync: true }),
  });
  const submit = form.onSubmit(
    (token) =>
      create.mutate(token, {
        onSuccess: onCreated,
        onError: (error) => {
          setRefusal(showProblem(error, form, (field) => field in token));
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
          description="What it is for. The change log shows it beside your name."
          placeholder="deploy"
          data-autofocus
          autoComplete="off"
          {...form.getInputProps('name')}
        />
        <Select
          label="Role"
          description={ROLE_WORDS[form.values.role]}
          data={ROLES.filter((role) => mayAct(session?.role ?? 'viewer', role))}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
        <Select
          label="Expires"
          data={[...EXPIRIES]}
          allowDeselect={false}
          {...form.getInputProps('expiry')}
        />
        <Refusal error={refusal} />
        <FormActions action="Create API token" loading={create.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function Created({ token, onClose }: { token: string; onClose: () => void }) {
  const inTerminal = [
    `export SIGNALBOX_URL=${window.location.origin}`,
    `export SIGNALBOX_TOKEN=${token}`,
    'signalbox fleet',
  ].join('\n');
  return (
    <Stack gap="md">
      <ShownOnce />
      <CodeBlock code={token} label="API token" />
      <Stack gap={6}>
        <Text fw={550} size="sm">
          In a terminal
        </Text>
        <CodeBlock code={inTerminal} label="Use the token in a terminal" />
      </Stack>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
