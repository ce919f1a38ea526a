import { Badge, Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { Ago } from '../ui/time.tsx';
import { WideTable } from '../ui/wide-table.tsx';
import type { SdkKey } from './model.ts';
import { RevokeSdkKey } from './revoke-sdk-key.tsx';

interface SdkKeyTableProps {
  project: string;
  environment: string;
  sdkKeys: readonly SdkKey[];
  isAdmin: boolean;
}

export function SdkKeyTable({ project, environment, sdkKeys, isAdmin }: SdkKeyTableProps) {
  const [revoking, setRevoking] = useState<SdkKey | null>(null);
  return (
    <>
      <WideTable label="SDK keys" minWidth={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Key</Table.Th>
            <Table.Th>Kind</Table.Th>
            <Table.Th>Created</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sdkKeys.map((sdkKey) => (
            <SdkKeyRow
              key={sdkKey.id}
              sdkKey={sdkKey}
              onRevoke={isAdmin && !sdkKey.revokedAt ? () => setRevoking(sdkKey) : undefined}
            />
          ))}
        </Table.Tbody>
      </WideTable>
      <RevokeSdkKey
        project={project}
        environment={environment}
        sdkKey={revoking}
        onClose={() => setRevoking(null)}
      />
    </>
  );
}

function SdkKeyRow({ sdkKey, onRevoke }: { sdkKey: SdkKey; onRevoke: (() => void) | undefined }) {
  const { name, prefix, kind, createdAt, lastUsedAt, revokedAt } = sdkKey;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={550} td={revokedAt ? 'line-through' : undefined}>
          {name}
        </Text>
      </Table.Td>
      <Table.Td ff="monospace">{prefix}…</Table.Td>
      <Table.Td>{kind === 'server' ? 'Server-side' : 'Client-side'}</Table.Td>
      <Table.Td c="dimmed">
        <Ago at={createdAt} />
      </Table.Td>
      <Table.Td c="dimmed">{lastUsedAt ? <Ago at={lastUsedAt} /> : 'never'}</Table.Td>
      <Table.Td ta="right">
        {revokedAt && (
          <Badge variant="default" tt="none" fw={500}>
            Revoked <Ago at={revokedAt} />
          </Badge>
        )}
        {onRevoke && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={`Revoke ${name}`}
            onClick={onRevoke}
          >
            Revoke
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
