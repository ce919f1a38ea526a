import { Group, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEnvironments } from '../environments/use-environments.ts';
import { useFlags } from '../flags/use-flags.ts';
import { Page } from '../ui/page.tsx';
import { ChangeList } from './change-list.tsx';

const route = getRouteApi('/app/p/$project/changes');

export function ChangesPage() {
  const { project } = route.useParams();
  const { flag, segment, environment } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: flags = [] } = useFlags(project);
  const { data: environments = [] } = useEnvironments(project);

  return (
    <Page title="Change log" description="Who changed what, when and why. Nothing is ever taken out of it.">
      <Group gap="xs" mb="md">
        <Select
          aria-label="Flag"
          placeholder="Every flag"
          clearable
          searchable
          w={240}
          limit={100}
          data={flags.map(({ key }) => key)}
          value={flag ?? null}
          onChange={(next) =>
            void navigate({ search: (previous) => ({ ...previous, flag: next ?? undefined }), replace: true })
          }
        />
        <Select
          aria-label="Environment"
          placeholder="Every environment"
          clearable
          w={190}
          data={environments.map(({ key, name }) => ({ value: key, label: name }))}
          value={environment ?? null}
          onChange={(next) =>
            void navigate({
              search: (previous) => ({ ...previous, environment: next ?? undefined }),
              replace: true,
            })
          }
        />
      </Group>
      <ChangeList project={project} filter={{ flag, segment, environment }} />
    </Page>
  );
}
