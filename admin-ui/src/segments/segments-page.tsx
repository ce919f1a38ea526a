import { Button, EmptyState, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EnvironmentFrame, useChosenEnvironment } from '../environments/environment-frame.tsx';
import type { Environment } from '../environments/model.ts';
import { useMay } from '../people/use-session.ts';
import { countRules } from '../flags/summary.ts';
import { LinkText } from '../ui/links.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Ago } from '../ui/time.tsx';
import { WideTable } from '../ui/wide-table.tsx';
import { CreateSegment } from './create-segment.tsx';
import { useSegments } from './use-segments.ts';
import { countKeys } from './words.ts';

const route = getRouteApi('/app/p/$project/segments');

export function SegmentsPage() {
  const { project } = route.useParams();
  const { environment: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = useChosenEnvironment(project, asked);
  const mayEdit = useMay('editor');
  const [creating, dialog] = useDisclosure();

  return (
    <Page
      title="Segments"
      description="Named groups that rules can ask for: listed targeting keys, and whoever their rules match."
      actions={
        mayEdit &&
        chosen.environment && (
          <Button leftSection={<IconPlus size={16} />} onClick={dialog.open}>
            New segment
          </Button>
        )
      }
    >
      <EnvironmentFrame
        chosen={chosen}
        onChange={(next) => void navigate({ search: { environment: next }, replace: true })}
      >
        {(environment) => (
          <>
            <SegmentTable project={project} environment={environment} />
            {mayEdit && (
              <CreateSegment
                key={environment.key}
                project={project}
                environment={environment}
                opened={creating}
                onClose={dialog.close}
              />
            )}
          </>
        )}
      </EnvironmentFrame>
    </Page>
  );
}

function SegmentTable({ project, environment }: { project: string; environment: Environment }) {
  const segments = useSegments(project, environment.key);
  return (
    <Loaded query={segments}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState
            py="xl"
            icon={<IconUsersGroup size={28} />}
            title={`No segment in ${environment.name}`}
            description="Staff, beta customers, one big tenant: list their keys once, and use the name in any rule."
          />
        ) : (
          <WideTable label="Segments" minWidth={560}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Segment</Table.Th>
                <Table.Th>Included</Table.Th>
                <Table.Th>Excluded</Table.Th>
                <Table.Th>Rules</Table.Th>
                <Table.Th>Changed</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map(({ key, name, description, included, excluded, rules, updatedAt }) => (
                <Table.Tr key={key}>
                  <Table.Td>
                    <LinkText
                      to="/p/$project/segments/$environment/$segment"
                      params={{ project, environment: environment.key, segment: key }}
                      fw={600}
                      c="var(--mantine-color-text)"
                    >
                      {name}
                    </LinkText>{' '}
                    <Text span size="xs" c="dimmed" ff="monospace">
                      {key}
                    </Text>
                    {description && (
                      <Text size="xs" c="dimmed" truncate maw={420}>
                        {description}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{countKeys(included.length)}</Table.Td>
                  <Table.Td>{countKeys(excluded.length)}</Table.Td>
                  <Table.Td>{countRules(rules.length) || '–'}</Table.Td>
                  <Table.Td c="dimmed">
                    <Ago at={updatedAt} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
        )
      }
    </Loaded>
  );
}
