import { EmptyState, Paper, Table, Text } from '@mantine/core';
import { IconBolt, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EnvironmentFrame, useChosenEnvironment } from '../environments/environment-frame.tsx';
import type { Environment } from '../environments/model.ts';
import { LinkText } from '../ui/links.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Ago } from '../ui/time.tsx';
import { WideTable } from '../ui/wide-table.tsx';
import classes from './fleet.module.css';
import { InstanceState } from './instance-state.tsx';
import type { Receipt } from './model.ts';
import { useInstances } from './use-instances.ts';
import { browserWords } from './words.ts';

const route = getRouteApi('/app/p/$project/fleet');

export function FleetPage() {
  const { project } = route.useParams();
  const { environment: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = useChosenEnvironment(project, asked);

  return (
    <Page
      title="Fleet"
      description="The SDK instances that are connected now, and the revision that each evaluates with."
    >
      <EnvironmentFrame
        chosen={chosen}
        onChange={(next) => void navigate({ search: { environment: next }, replace: true })}
      >
        {(environment) => <Connected project={project} environment={environment} />}
      </EnvironmentFrame>
    </Page>
  );
}

function Connected({ project, environment }: { project: string; environment: Environment }) {
  const instances = useInstances(project, environment.key);
  return (
    <Loaded query={instances}>
      {(receipt) => (
        <>
          <Figures receipt={receipt} />
          {receipt.instances.length === 0 ? (
            <EmptyState
              py="xl"
              icon={<IconPlugConnectedX size={28} />}
              title={`No SDK instance is connected to ${environment.name}`}
              description="An application that starts with an SDK key of this environment appears here within a second."
            >
              <EmptyState.Actions>
                <LinkText
                  to="/p/$project/sdk-keys"
                  params={{ project }}
                  search={{ environment: environment.key }}
                >
                  SDK keys and snippets
                </LinkText>
              </EmptyState.Actions>
            </EmptyState>
          ) : (
            <Instances receipt={receipt} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Figures({ receipt }: { receipt: Receipt }) {
  const { applied, connected, browsers, revision } = receipt;
  const figures = [
    ['Connected', String(connected), 'SDK instances'],
    ['Up to date', `${applied} of ${connected}`, `at revision ${revision}`],
    ['Browsers', browsers === 0 ? '0' : `≈ ${browsers}`, 'an estimate: they send no receipt'],
  ] as const;
  return (
    <dl className={classes.figures} aria-label={browserWords(browsers)}>
      {figures.map(([label, value, note]) => (
        <Paper key={label} className={classes.figure}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          <Text component="dd" size="xs" c="dimmed">
            {note}
          </Text>
        </Paper>
      ))}
    </dl>
  );
}

function Instances({ receipt }: { receipt: Receipt }) {
  return (
    <WideTable label="SDK instances" minWidth={760}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Application</Table.Th>
          <Table.Th>SDK</Table.Th>
          <Table.Th>Transport</Table.Th>
          <Table.Th>Revision</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th>Connected</Table.Th>
          <Table.Th>Last seen</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {receipt.instances.map((one) => (
          <Table.Tr key={one.instance}>
            <Table.Td>
              <Text size="sm" fw={550}>
                {one.application ?? 'unnamed'} {one.applicationVersion}
              </Text>
              <Text size="xs" c="dimmed" ff="monospace">
                {one.instance}
              </Text>
            </Table.Td>
            <Table.Td>{one.sdk}</Table.Td>
            <Table.Td>
              <span className={classes.transport}>
                {one.transport === 'stream' ? (
                  <IconBolt size={14} aria-hidden />
                ) : (
                  <IconRefresh size={14} aria-hidden />
                )}
                {one.transport}
              </span>
            </Table.Td>
            <Table.Td>{one.revision ?? '–'}</Table.Td>
            <Table.Td>
              <InstanceState instance={one} />
            </Table.Td>
            <Table.Td c="dimmed">
              <Ago at={one.connectedAt} />
            </Table.Td>
            <Table.Td c="dimmed">
              <Ago at={one.lastSeenAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
