import { Table, Text } from '@mantine/core';
import { memo } from 'react';
import { Ago } from '../ui/time.tsx';
import { WideTable } from '../ui/wide-table.tsx';
import classes from './fleet.module.css';
import { InstanceState } from './instance-state.tsx';
import type { Instance } from './model.ts';

interface InstanceTableProps {
  label: string;
  instances: readonly Instance[];
}

export function InstanceTable({ label, instances }: InstanceTableProps) {
  return (
    <WideTable label={label} minWidth={720}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>State</Table.Th>
          <Table.Th>Application</Table.Th>
          <Table.Th>Revision</Table.Th>
          <Table.Th>SDK</Table.Th>
          <Table.Th>Connection</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {instances.map((one) => (
          <InstanceRow key={one.instance} instance={one} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

/** Drawn anew only when something about it changed: there may be two hundred, every second. */
const InstanceRow = memo(function InstanceRow({ instance }: { instance: Instance }) {
  return (
    <Table.Tr>
      <Table.Td>
        <InstanceState instance={instance} />
      </Table.Td>
      <Table.Td>
        <Text size="sm" fw={550}>
          {instance.application ?? 'unnamed'} {instance.applicationVersion}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace" className={classes.line}>
          {instance.instance}
        </Text>
      </Table.Td>
      <Table.Td>{instance.revision ?? '–'}</Table.Td>
      <Table.Td>{instance.sdk}</Table.Td>
      <Table.Td>
        <ConnectionWords instance={instance} />
      </Table.Td>
    </Table.Tr>
  );
});

/** A stream says by being there that it lives; of the others it counts when they were last heard of. */
function ConnectionWords({
  instance: { state, transport, connectedAt, lastSeenAt },
}: {
  instance: Instance;
}) {
  const isLost = state === 'silent' || state === 'away';
  const streams = transport === 'stream' && !isLost;
  return (
    <Text size="sm" c="dimmed" className={classes.line}>
      {isLost ? 'last seen ' : streams ? 'stream, opened ' : 'polling, asked '}
      <Ago at={streams ? connectedAt : lastSeenAt} />
    </Text>
  );
}
