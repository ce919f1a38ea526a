import { Button, EmptyState } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconFlag3, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react';
import type { Environment } from '../../environments/model.ts';
import { useEnvironments } from '../../environments/use-environments.ts';
import { useMay } from '../../people/use-session.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import type { Flag } from '../model.ts';
import type { FlagsSearch } from '../search.ts';
import { useFlags } from '../use-flags.ts';
import { filterFlags, tagsOf } from './filter.ts';
import { FlagCards } from './flag-cards.tsx';
import { FlagFilters } from './flag-filters.tsx';
import { FlagTable } from './flag-table.tsx';

const loadCreate = () => import('../create/create-flag.tsx');
const CreateFlag = lazy(async () => ({ default: (await loadCreate()).CreateFlag }));
const route = getRouteApi('/app/p/$project/flags');

export function FlagsPage() {
  const { project } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const flags = useFlags(project);
  const environments = useEnvironments(project);
  const mayEdit = useMay('editor');
  const [creating, dialog] = useDisclosure();
  const [wasOpened, setWasOpened] = useState(false);
  if (creating && !wasOpened) setWasOpened(true);
  const tags = useMemo(() => tagsOf(flags.data ?? []), [flags.data]);

  const change = (next: Partial<FlagsSearch>) =>
    // Filtering is not a step to go back by.
    void navigate({ search: (previous) => ({ ...previous, ...next }), replace: true });

  return (
    <Page
      title="Flags"
      actions={
        mayEdit && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={dialog.open}
            onMouseEnter={() => void loadCreate()}
          >
            New flag
          </Button>
        )
      }
    >
      <FlagFilters search={search} tags={tags} environments={environments.data ?? []} onChange={change} />
      <Loaded query={flags}>
        {(all) => (
          <Loaded query={environments}>
            {(places) => (
              <FlagList
                project={project}
                flags={all}
                environments={places}
                search={search}
                onCreate={mayEdit ? dialog.open : undefined}
                onClear={() => void navigate({ search: {}, replace: true })}
              />
            )}
          </Loaded>
        )}
      </Loaded>
      <Suspense>
        {wasOpened && <CreateFlag project={project} opened={creating} onClose={dialog.close} />}
      </Suspense>
    </Page>
  );
}

interface FlagListProps {
  project: string;
  flags: readonly Flag[];
  environments: readonly Environment[];
  search: FlagsSearch;
  onCreate: (() => void) | undefined;
  onClear: () => void;
}

function FlagList({ project, flags, environments, search, onCreate, onClear }: FlagListProps) {
  const narrow = useMediaQuery('(max-width: 56em)');
  // Typing stays ahead of a long list.
  const asked = useDeferredValue(search);
  const shown = useMemo(() => filterFlags(flags, asked), [flags, asked]);

  if (flags.length === 0) {
    return (
      <EmptyState
        py="xl"
        icon={<IconFlag3 size={28} />}
        title="No flags yet"
        description="A flag decides at run time what your application does, and for whom. It is born off, everywhere."
      >
        {onCreate && (
          <EmptyState.Actions>
            <Button onClick={onCreate}>Create the first flag</Button>
          </EmptyState.Actions>
        )}
      </EmptyState>
    );
  }
  if (shown.length === 0) {
    return (
      <EmptyState
        py="xl"
        icon={<IconSearchOff size={28} />}
        title="No flag matches"
        description="Other words or fewer filters may find it. Archived flags are left out unless you show them."
      >
        <EmptyState.Actions>
          <Button variant="default" onClick={onClear}>
            Clear search and filters
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    );
  }
  const List = narrow ? FlagCards : FlagTable;
  return <List project={project} flags={shown} environments={environments} />;
}
