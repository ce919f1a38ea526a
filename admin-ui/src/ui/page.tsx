import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  title: string;
  /** In place of the plain title, where it holds more than words. */
  heading?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Text and forms read better in a column. */
  narrow?: boolean;
  children: ReactNode;
}

/** What every screen has: its name in the window and at the top, and what can be done on it. */
export function Page({ title, heading, description, actions, narrow = false, children }: PageProps) {
  return (
    <div className={classes.page}>
      <title>{`${title} · Signalbox`}</title>
      <div className={narrow ? classes.narrow : undefined}>
        <header className={classes.header}>
          <div className={classes.titles}>
            {heading ?? <Title order={1}>{title}</Title>}
            {description && (
              <Text c="dimmed" size="sm" maw="44rem">
                {description}
              </Text>
            )}
          </div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}
