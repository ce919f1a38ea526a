import { Group, Kbd, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { useMay } from '../people/use-session.ts';
import { ProjectSwitcher } from '../projects/project-switcher.tsx';
import { LinkNav } from '../ui/links.tsx';
import { Mark } from './logo.tsx';
import classes from './rail.module.css';
import { SCREENS } from './screens.ts';
import { UserMenu } from './user-menu.tsx';

interface RailProps {
  project: string | undefined;
  /** Closes the drawer that it stands in on narrow screens. */
  onNavigate?: () => void;
}

const NOTHING = () => undefined;

export function Rail({ project, onNavigate = NOTHING }: RailProps) {
  const isAdmin = useMay('admin');
  return (
    <div className={classes.rail}>
      <Group gap={10} className={classes.brand} visibleFrom="md">
        <Mark />
        <Text fw={650} size="md">
          Signalbox
        </Text>
      </Group>
      {project && <ProjectSwitcher project={project} />}
      <SearchButton onOpen={onNavigate} />
      <ScrollArea className={classes.screens} type="auto">
        {project &&
          SCREENS.map(({ to, label, icon: Icon }) => (
            <LinkNav
              key={to}
              to={to}
              params={{ project }}
              label={label}
              leftSection={<Icon size={17} stroke={1.7} />}
              className={classes.link}
              onClick={onNavigate}
            />
          ))}
        {isAdmin && (
          <LinkNav
            to="/people"
            label="People"
            leftSection={<IconUsers size={17} stroke={1.7} />}
            className={classes.link}
            onClick={onNavigate}
          />
        )}
      </ScrollArea>
      <UserMenu onNavigate={onNavigate} />
    </div>
  );
}

function SearchButton({ onOpen }: { onOpen: () => void }) {
  const os = useOs();
  return (
    <UnstyledButton
      className={classes.search}
      onClick={() => {
        onOpen();
        spotlight.open();
      }}
    >
      <IconSearch size={15} aria-hidden />
      <span>Go to or kill…</span>
      <Kbd size="xs" aria-hidden>
        {os === 'macos' ? '⌘K' : 'Ctrl K'}
      </Kbd>
    </UnstyledButton>
  );
}
