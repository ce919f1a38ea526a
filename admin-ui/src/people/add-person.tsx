import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useState } from 'react';
import * as z from 'zod/mini';
import { nameField, roleField } from '../api/fields.ts';
import { showProblem } from '../api/form-errors.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { CreateDialog } from '../ui/create-dialog.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { Refusal } from '../ui/refusal.tsx';
import type { CreatedPerson } from './model.ts';
import { ROLES, ROLE_WORDS } from './roles.ts';
import { useAddPerson, type NewPerson } from './use-add-person.ts';
import { FormActions } from '../ui/form-actions.tsx';

const schema = z.object({ name: nameField, email: z.email('Enter an e-mail address.'), role: roleField });

export function AddPerson({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <CreateDialog<CreatedPerson>
      opened={opened}
      onClose={onClose}
      title={(created) => (created ? `${created.name} is added` : 'Add person')}
      renderForm={(onCreated) => <AddPersonForm onCreated={onCreated} onClose={onClose} />}
    >
      {(person) => <OneTimePassword person={person} onClose={onClose} />}
    </CreateDialog>
  );
}

interface AddPersonFormProps {
  onCreated: (person: CreatedPerson) => void;
  onClose: () => void;
}

function AddPersonForm({ onCreated, onClose }: AddPersonFormProps) {
  const add = useAddPerson();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<NewPerson>({
    initialValues: { name: '', email: '', role: 'viewer' },
    validate: schemaResolver(schema, { sync: true }),
  });
  const submit = form.onSubmit(
    (person) =>
      add.mutate(person, {
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
        <TextInput label="Name" data-autofocus autoComplete="off" {...form.getInputProps('name')} />
        <TextInput label="E-mail" type="email" autoComplete="off" {...form.getInputProps('email')} />
        <Select
          label="Role"
          description={ROLE_WORDS[form.values.role]}
          data={[...ROLES]}
          {...form.getInputProps('role')}
        />
        <Refusal error={refusal} />
        <FormActions action="Add person" loading={add.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function OneTimePassword({ person, onClose }: { person: CreatedPerson; onClose: () => void }) {
  return (
    <Stack gap="md">
      <Text>
        Hand over this one-time password. It is shown only now; at the first sign-in {person.name} chooses
        another.
      </Text>
      <CodeBlock code={person.password} label="One-time password" />
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
