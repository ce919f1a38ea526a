import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EnvironmentName } from '../../environments/environment-name.tsx';
import type { Environment } from '../../environments/model.ts';
import classes from './targeting.module.css';

interface SaveBarProps {
  count: number;
  environment: Environment;
  problems: readonly string[];
  /** Somebody else saved since these edits were begun. */
  isStale: boolean;
  onDiscard: () => void;
  children: ReactNode;
}

/** Stays in sight while there is something to save. */
export function SaveBar({ count, environment, problems, isStale, onDiscard, children }: SaveBarProps) {
  return (
    <section className={classes.saveBar} aria-label="Unsaved edits">
      <output>
        <Text fw={550} size="sm">
          {count === 1 ? '1 unsaved edit' : `${count} unsaved edits`} in{' '}
          <EnvironmentName environment={environment} />
        </Text>
        {isStale && (
          <Text size="xs" c="var(--mantine-color-error)">
            <IconAlertTriangle size={12} aria-hidden /> Somebody saved meanwhile. The review shows both.
          </Text>
        )}
        {problems[0] && (
          <Text size="xs" c="var(--mantine-color-error)">
            {problems[0]} {problems.length > 1 && `(and ${problems.length - 1} more)`}
          </Text>
        )}
      </output>
      <Group gap="xs">
        <Button variant="default" onClick={onDiscard}>
          Discard
        </Button>
        {children}
      </Group>
    </section>
  );
}
