import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from '../shell/logo.tsx';
import classes from './entrance.module.css';

interface EntranceProps {
  title: string;
  description?: string;
  children: ReactNode;
}

/** The screens before one is in. */
export function Entrance({ title, description, children }: EntranceProps) {
  return (
    <main className={classes.page}>
      <title>{`${title} · Signalbox`}</title>
      <div className={classes.column}>
        <div className={classes.brand}>
          <Mark size={36} />
          <Text fw={650} size="xl">
            Signalbox
          </Text>
        </div>
        <Paper className={classes.card} radius="md">
          <Stack gap="md">
            <div>
              <Title order={1}>{title}</Title>
              {description && <Text c="dimmed">{description}</Text>}
            </div>
            {children}
          </Stack>
        </Paper>
      </div>
    </main>
  );
}
