import { Button, Select, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconUserPlus } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Ago } from '../ui/time.tsx';
import { WideTable } from '../ui/wide-table.tsx';
import { AddPerson } from './add-person.tsx';
import type { Person } from './model.ts';
import { ROLES, ROLE_WORDS } from './roles.ts';
import { useChangeRole } from './use-change-role.ts';
import { usePeople } from './use-people.ts';
import { useMay, useSession } from './use-session.ts';

export function PeoplePage() {
  const people = usePeople();
  const isAdmin = useMay('admin');
  const [adding, dialog] = useDisclosure();

  return (
    <Page
      title="People"
      description="Each role may do all that the one before may: viewer, editor, operator, admin."
      actions={
        isAdmin && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={dialog.open}>
            Add person
          </Button>
        )
      }
    >
      <Loaded query={people}>
        {(all) => (
          <WideTable label="People" minWidth={520}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>E-mail</Table.Th>
                <Table.Th>Role</Table.Th>
                <Table.Th>Added</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((person) => (
                <PersonRow key={person.id} person={person} />
              ))}
            </Table.Tbody>
          </WideTable>
        )}
      </Loaded>
      <AddPerson opened={adding} onClose={dialog.close} />
    </Page>
  );
}

function PersonRow({ person }: { person: Person }) {
  const session = useSession();
  const change = useChangeRole();
  const { id, name, email, role, createdAt } = person;

  return (
    <Table.Tr>
      <Table.Td>
        <Text span fw={550} size="sm">
          {name}
        </Text>
        {session?.id === id && (
          <Text span size="xs" c="dimmed">
            {' '}
            (you)
          </Text>
        )}
      </Table.Td>
      <Table.Td>{email}</Table.Td>
      <Table.Td>
        <Select
          aria-label={`Role of ${name}`}
          w={150}
          data={[...ROLES]}
          value={role}
          disabled={change.isPending}
          error={change.error ? problemOf(change.error).detail : null}
          renderOption={({ option }) => (
            <div>
              <Text size="sm">{option.value}</Text>
              <Text size="xs" c="dimmed">
                {ROLE_WORDS[ROLES.find((one) => one === option.value) ?? 'viewer']}
              </Text>
            </div>
          )}
          comboboxProps={{ width: 240, position: 'bottom-start' }}
          onChange={(value) => {
            const next = ROLES.find((one) => one === value);
            if (!next || next === role) return;
            change.mutate(
              { id, role: next },
              { onSuccess: () => notifications.show({ message: `${name} is ${next} now`, color: 'green' }) },
            );
          }}
        />
      </Table.Td>
      <Table.Td c="dimmed">
        <Ago at={createdAt} />
      </Table.Td>
    </Table.Tr>
  );
}
