import { Badge, Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../people/use-session.ts';
import { Ago, Moment } from '../ui/time.tsx';
import { useNow } from '../ui/use-now.ts';
import { WideTable } from '../ui/wide-table.tsx';
import type { ApiToken } from './model.ts';
import { RevokeApiToken } from './revoke-api-token.tsx';
import { inOrder, standingOf } from './standing.ts';

export function ApiTokenTable({ tokens }: { tokens: readonly ApiToken[] }) {
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  // An admin sees everybody's; all others see their own.
  const isAdmin = useMay('admin');
  const now = useNow();
  return (
    <>
      <WideTable label="API tokens" minWidth={isAdmin ? 1040 : 900}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Token</Table.Th>
            {isAdmin && <Table.Th>Owner</Table.Th>}
            <Table.Th>Role</Table.Th>
            <Table.Th>Created</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th>Expires</Table.Th>
            <Table.Th>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inOrder(tokens, now).map((token) => (
            <ApiTokenRow
              key={token.id}
              token={token}
              now={now}
              withOwner={isAdmin}
              onRevoke={() => setRevoking(token)}
            />
          ))}
        </Table.Tbody>
      </WideTable>
      <RevokeApiToken token={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

interface ApiTokenRowProps {
  token: ApiToken;
  now: number;
  withOwner: boolean;
  onRevoke: () => void;
}

function ApiTokenRow({ token, now, withOwner, onRevoke }: ApiTokenRowProps) {
  const { id, name, owner, createdAt, lastUsedAt, expiresAt, revokedAt } = token;
  const standing = standingOf(token, now);
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={550} miw={140} td={standing === 'valid' ? undefined : 'line-through'}>
          {name}
        </Text>
      </Table.Td>
      <Table.Td ff="monospace">sbt_{id}_…</Table.Td>
      {withOwner && <Table.Td style={ONE_LINE}>{owner.name ?? 'no longer here'}</Table.Td>}
      <Table.Td style={ONE_LINE}>
        <RoleWords token={token} />
      </Table.Td>
      <Table.Td c="dimmed" style={ONE_LINE}>
        <Ago at={createdAt} />
      </Table.Td>
      <Table.Td c="dimmed" style={ONE_LINE}>
        {lastUsedAt === null ? 'never' : <Ago at={lastUsedAt} />}
      </Table.Td>
      <Table.Td c="dimmed" style={ONE_LINE}>
        {expiresAt === null ? 'never' : <Moment at={expiresAt} />}
      </Table.Td>
      <Table.Td ta="right">
        {standing === 'valid' ? (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={`Revoke ${name}`}
            onClick={onRevoke}
          >
            Revoke
          </Button>
        ) : (
          <Badge variant="default" tt="none" fw={500} miw="max-content">
            {revokedAt !== null ? (
              <>
                Revoked <Ago at={revokedAt} />
              </>
            ) : (
              ENDED[standing]
            )}
          </Badge>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

const ONE_LINE = { whiteSpace: 'nowrap' } as const;

const ENDED = { expired: 'Expired', revoked: 'Revoked', ownerless: 'Without an owner' } as const;

/** What it was given, and what is left of that when its owner has less by now. */
function RoleWords({ token: { role, effectiveRole } }: { token: ApiToken }) {
  if (effectiveRole === null || effectiveRole === role) return role;
  return (
    <>
      {effectiveRole}{' '}
      <Text span size="xs" c="dimmed">
        (was {role})
      </Text>
    </>
  );
}
