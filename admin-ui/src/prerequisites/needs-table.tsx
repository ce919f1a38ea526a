import { Table, Text } from '@mantine/core';
import { Fragment } from 'react';
import { LinkText } from '../ui/links.tsx';
import { WideTable } from '../ui/wide-table.tsx';
import type { Dependency } from './use-prerequisites.ts';

interface NeedsTableProps {
  project: string;
  environment: string;
  group: readonly Dependency[];
}

export function NeedsTable({ project, environment, group }: NeedsTableProps) {
  const link = (flag: string) => (
    <LinkText
      to="/p/$project/flags/$flag"
      params={{ project, flag }}
      search={{ environment }}
      ff="monospace"
      size="sm"
    >
      {flag}
    </LinkText>
  );
  return (
    <WideTable label={`What ${group.map((one) => one.flag).join(', ')} need`} minWidth={480}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Flag</Table.Th>
          <Table.Th>Needs</Table.Th>
          <Table.Th>Needed by</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {group.map(({ flag, requires, requiredBy }) => (
          <Table.Tr key={flag} style={{ verticalAlign: 'top' }}>
            <Table.Td>{link(flag)}</Table.Td>
            <Table.Td>
              {requires.map((need) => (
                <div key={need.flag}>
                  {link(need.flag)} at {need.variant}
                </div>
              ))}
              <None of={requires} />
            </Table.Td>
            <Table.Td>
              {requiredBy.map((other, index) => (
                <Fragment key={other}>
                  {index > 0 && ', '}
                  {link(other)}
                </Fragment>
              ))}
              <None of={requiredBy} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function None({ of }: { of: readonly unknown[] }) {
  return of.length === 0 ? (
    <Text span c="dimmed">
      –
    </Text>
  ) : null;
}
