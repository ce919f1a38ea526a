import { Alert, EmptyState, Kbd, Text, TextInput } from '@mantine/core';
import { IconInfoCircle, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { useChanges } from '../../changes/use-changes.ts';
import { EnvironmentFrame, useChosenEnvironment } from '../../environments/environment-frame.tsx';
import type { Environment } from '../../environments/model.ts';
import { useMay } from '../../people/use-session.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useKillSwitch } from '../kill/kill-context.ts';
import type { Flag } from '../model.ts';
import { useFlags } from '../use-flags.ts';
import classes from './incident.module.css';
import { recentFirst } from './recent-first.ts';
import { SuspectRow } from './suspect-row.tsx';

const route = getRouteApi('/app/p/$project/kill');

/** More than one looks through at night; typing finds the others. */
const SHOWN = 50;

/** Two actions to a dead flag: this one, and the dialog's. An address can name all of it, so that an alert can link here. */
export function IncidentPage() {
  const { project } = route.useParams();
  const { environment: asked, flag, incident = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = useChosenEnvironment(project, asked);
  const flags = useFlags(project);
  const mayKill = useMay('operator');
  const { kill } = useKillSwitch();

  useEffect(() => {
    if (!flag || !mayKill) return;
    kill({ flag, incident, ...(asked && { environment: asked }) });
    // Once: coming back to this address must not kill twice.
    void navigate({ search: ({ flag: _, ...rest }) => rest, replace: true });
  }, [flag, mayKill, kill, incident, asked, navigate]);

  return (
    <Page
      title="Incident"
      description="Kill a flag: everybody gets its off variant at once, and you see when it is dead everywhere. What was changed last comes first."
    >
      {!mayKill && (
        <Alert color="gray" mb="md" maw="64rem" icon={<IconInfoCircle size={16} />}>
          Killing needs the role operator. Send this page’s address to somebody who has it, or ask an admin.
        </Alert>
      )}
      <EnvironmentFrame
        chosen={chosen}
        onChange={(environment) =>
          void navigate({ search: (search) => ({ ...search, environment }), replace: true })
        }
      >
        {(environment) => (
          <Loaded query={flags}>
            {(all) => <Suspects flags={all} environment={environment} mayKill={mayKill} />}
          </Loaded>
        )}
      </EnvironmentFrame>
    </Page>
  );
}

interface SuspectsProps {
  flags: readonly Flag[];
  environment: Environment;
  mayKill: boolean;
}

function Suspects({ flags, environment, mayKill }: SuspectsProps) {
  const { project } = route.useParams();
  const { q = '', incident = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const { kill } = useKillSwitch();
  const changes = useChanges(project, { environment: environment.key });
  const words = useDeferredValue(q);
  const found = useMemo(
    () => recentFirst(flags, changes.data?.pages[0] ?? [], words),
    [flags, changes.data, words],
  );
  const targetOf = (flag: string) => ({ flag, environment: environment.key, incident });

  return (
    <>
      <form
        className={classes.search}
        onSubmit={(event) => {
          event.preventDefault();
          // What is typed now, also when the list has not caught up with it. Two stray Enters must not kill anything.
          const [first] = q.trim() ? recentFirst(flags, changes.data?.pages[0] ?? [], q) : [];
          if (first && mayKill) kill(targetOf(first.flag.key));
        }}
      >
        <TextInput
          aria-label="Which flag"
          placeholder="Which flag?"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever comes here in an incident comes to type
          autoFocus
          value={q}
          maw="64rem"
          mb="xs"
          leftSection={<IconSearch size={16} />}
          rightSection={mayKill && q.trim() !== '' && <Kbd size="xs">↵</Kbd>}
          rightSectionPointerEvents="none"
          onChange={({ currentTarget }) =>
            void navigate({
              search: (search) => ({ ...search, q: currentTarget.value || undefined }),
              replace: true,
            })
          }
        />
      </form>
      <ul className={classes.list} aria-label="Flags, last changed first">
        {found.slice(0, SHOWN).map((suspect, index) => (
          <SuspectRow
            key={suspect.flag.key}
            project={project}
            suspect={suspect}
            target={targetOf(suspect.flag.key)}
            mayKill={mayKill}
            isFirst={mayKill && q.trim() !== '' && index === 0}
          />
        ))}
      </ul>
      {found.length === 0 && (
        <EmptyState
          py="xl"
          icon={<IconSearchOff size={28} />}
          title="No flag matches"
          description="Fewer letters may find it. Archived flags are left out: they answer nothing."
        />
      )}
      {found.length > SHOWN && (
        <Text size="sm" c="dimmed" mt="sm">
          and {found.length - SHOWN} more: type to find them
        </Text>
      )}
    </>
  );
}
