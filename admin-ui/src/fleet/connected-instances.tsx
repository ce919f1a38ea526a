import { EmptyState, Text } from '@mantine/core';
import { IconFilterOff, IconPlugConnectedX } from '@tabler/icons-react';
import type { Environment } from '../environments/model.ts';
import { LinkText } from '../ui/links.tsx';
import { InstanceFilters } from './instance-filters.tsx';
import { InstanceTable } from './instance-table.tsx';
import type { Receipt } from './model.ts';
import type { InstanceFilter } from './search.ts';
import { countWords } from './words.ts';

interface ConnectedInstancesProps {
  project: string;
  environment: Environment;
  receipt: Receipt;
  filter: InstanceFilter;
  onFilter: (filter: Partial<InstanceFilter>) => void;
}

/** The instances themselves: who is connected, and below, who went without a goodbye. */
export function ConnectedInstances(props: ConnectedInstancesProps) {
  const { project, environment, receipt, filter, onFilter } = props;
  const { connected, silent, instances } = receipt;
  return (
    <>
      {connected === 0 ? (
        <NobodyConnected project={project} environment={environment} />
      ) : (
        <>
          <InstanceFilters receipt={receipt} filter={filter} onChange={onFilter} />
          {instances.length === 0 ? (
            <EmptyState
              py="lg"
              icon={<IconFilterOff size={28} />}
              title="No connected instance is like that now"
            />
          ) : (
            <InstanceTable label="SDK instances" instances={instances} />
          )}
          <More shown={instances.length} of={receipt.matching} order="those still missing first" />
        </>
      )}
      {silent.instances.length > 0 && (
        <>
          <Text fw={600} mt="lg" mb={4} component="h2" size="md">
            Silent
          </Text>
          <Text size="xs" c="dimmed" mb="xs">
            They went without a goodbye within the last ten minutes. As long as they run, it is with the
            ruleset that they had.
          </Text>
          <InstanceTable label="Silent SDK instances" instances={silent.instances} />
          <More shown={silent.instances.length} of={silent.count} order="the latest first" />
        </>
      )}
    </>
  );
}

function More({ shown, of, order }: { shown: number; of: number; order: string }) {
  if (shown === 0 || of <= shown) return null;
  return (
    <Text size="xs" c="dimmed" mt="xs">
      {countWords(shown)} of {countWords(of)}, {order}. {countWords(of - shown)} more are not shown.
    </Text>
  );
}

function NobodyConnected({ project, environment }: { project: string; environment: Environment }) {
  return (
    <EmptyState
      py="xl"
      icon={<IconPlugConnectedX size={28} />}
      title={`No SDK instance is connected to ${environment.name}`}
      description="An application that starts with an SDK key of this environment appears here within two seconds."
    >
      <EmptyState.Actions>
        <LinkText to="/p/$project/sdk-keys" params={{ project }} search={{ environment: environment.key }}>
          SDK keys and snippets
        </LinkText>
      </EmptyState.Actions>
    </EmptyState>
  );
}
