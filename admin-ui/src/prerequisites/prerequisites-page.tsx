import { EmptyState, Stack, Text } from '@mantine/core';
import { IconHierarchy3 } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EnvironmentFrame, useChosenEnvironment } from '../environments/environment-frame.tsx';
import type { Environment } from '../environments/model.ts';
import { LinkText } from '../ui/links.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { connected } from './layout.ts';
import { NeedsDrawing } from './needs-drawing.tsx';
import { NeedsTable } from './needs-table.tsx';
import { usePrerequisites } from './use-prerequisites.ts';

const route = getRouteApi('/app/p/$project/prerequisites');

export function PrerequisitesPage() {
  const { project } = route.useParams();
  const { environment: asked, flag } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = useChosenEnvironment(project, asked);

  return (
    <Page
      title="Prerequisites"
      description="Which flag needs which other flag at which variant. What is needed stands left of what needs it."
    >
      <EnvironmentFrame
        chosen={chosen}
        onChange={(next) =>
          void navigate({ search: (search) => ({ ...search, environment: next }), replace: true })
        }
      >
        {(environment) => <Needs project={project} environment={environment} flag={flag} />}
      </EnvironmentFrame>
    </Page>
  );
}

interface NeedsProps {
  project: string;
  environment: Environment;
  /** Only what hangs together with this one. */
  flag: string | undefined;
}

function Needs({ project, environment, flag }: NeedsProps) {
  const query = usePrerequisites(project, environment.key);
  return (
    <Loaded query={query}>
      {(all) => {
        const groups = connected(all).filter((group) => !flag || group.some((one) => one.flag === flag));
        return (
          <Stack gap="md">
            {flag && <OnlyAround project={project} environment={environment} flag={flag} />}
            {groups.length === 0 ? (
              <Nothing flag={flag} environment={environment} />
            ) : (
              groups.map((group) => (
                <Section key={group[0]?.flag} title={titleOf(group.map((one) => one.flag))} wide>
                  <NeedsDrawing project={project} environment={environment.key} group={group} marked={flag} />
                  <NeedsTable project={project} environment={environment.key} group={group} />
                </Section>
              ))
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function titleOf(flags: readonly string[]): string {
  return flags.length === 2 ? flags.join(' and ') : `${flags[0]} and ${flags.length - 1} more`;
}

function OnlyAround({ project, environment, flag }: NeedsProps & { flag: string }) {
  return (
    <Text size="sm">
      Only what hangs together with <strong>{flag}</strong>.{' '}
      <LinkText
        to="/p/$project/prerequisites"
        params={{ project }}
        search={{ environment: environment.key }}
        size="sm"
      >
        Show all
      </LinkText>
    </Text>
  );
}

function Nothing({ flag, environment }: Pick<NeedsProps, 'flag' | 'environment'>) {
  return (
    <EmptyState
      py="xl"
      icon={<IconHierarchy3 size={28} />}
      title={
        flag
          ? `${flag} neither needs nor is needed in ${environment.name}`
          : `No flag needs another in ${environment.name}`
      }
      description="On a flag's page, under Targeting, a prerequisite says which other flag must be at which variant first."
    />
  );
}
