import { AppShell, Burger, Drawer, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { KillProvider } from '../flags/kill/kill-provider.tsx';
import { SessionEnded } from '../people/session-ended.tsx';
import { useCurrentProject } from '../projects/use-current-project.ts';
import classes from './app-layout.module.css';
import { CommandPalette } from './command-palette.tsx';
import { Mark } from './logo.tsx';
import { Rail } from './rail.tsx';

/** What surrounds every screen: the rail, the palette, and the kill switch within reach. */
export function AppLayout() {
  const project = useCurrentProject();
  const [menuOpen, menu] = useDisclosure();
  const main = useFocusOnNavigation();

  return (
    <KillProvider project={project}>
      <a className="sb-skip" href="#main">
        Skip to content
      </a>
      <AppShell
        header={{ height: { base: 52, md: 0 } }}
        navbar={{ width: 236, breakpoint: 'md' }}
        withBorder={false}
      >
        <AppShell.Header hiddenFrom="md" className={classes.bar} component="section" aria-label="Top bar">
          <Group h="100%" px="md" gap="sm">
            <Burger
              size="sm"
              opened={menuOpen}
              onClick={menu.toggle}
              aria-label="Menu"
              aria-expanded={menuOpen}
            />
            <Mark />
            <Text fw={600}>Signalbox</Text>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar visibleFrom="md" className={classes.rail} aria-label="Main" component="nav">
          <Rail project={project} />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1} ref={main}>
          <Outlet />
        </AppShell.Main>
      </AppShell>
      <Drawer opened={menuOpen} onClose={menu.close} position="left" size={280} title="Menu" padding="xs">
        <nav aria-label="Main">
          <Rail project={project} onNavigate={menu.close} />
        </nav>
      </Drawer>
      {project && <CommandPalette project={project} />}
      <SessionEnded />
    </KillProvider>
  );
}

/** A new page is announced and read from its top; a changed search parameter is the same page. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
