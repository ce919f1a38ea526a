import { Button, EmptyState, Group } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEnvironments } from '../environments/use-environments.ts';
import { Loaded } from '../ui/loaded.tsx';
import classes from './change-list.module.css';
import { ChangeRow } from './change-row.tsx';
import { useChanges, type ChangeFilter } from './use-changes.ts';

/** Changes, newest first; older ones on demand. */
export function ChangeList({ project, filter }: { project: string; filter: ChangeFilter }) {
  const changes = useChanges(project, filter);
  const { data: environments = [] } = useEnvironments(project);

  return (
    <Loaded query={changes}>
      {({ pages }) => {
        const all = pages.flat();
        if (all.length === 0) {
          return (
            <EmptyState
              py="xl"
              icon={<IconHistory size={28} />}
              title="No changes"
              description="Whoever changes something is listed here, with when, what and why."
            />
          );
        }
        return (
          <>
            <ol className={classes.list} aria-label="Changes">
              {all.map((change) => (
                <ChangeRow
                  key={change.sequence}
                  project={project}
                  change={change}
                  environments={environments}
                />
              ))}
            </ol>
            {changes.hasNextPage && (
              <Group justify="center" mt="md">
                <Button
                  variant="default"
                  loading={changes.isFetchingNextPage}
                  onClick={() => void changes.fetchNextPage()}
                >
                  Load older
                </Button>
              </Group>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
