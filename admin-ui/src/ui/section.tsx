import { Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './section.module.css';

interface SectionProps {
  title?: string;
  description?: string;
  actions?: ReactNode;
  /** As wide as the page: for pictures and tables. */
  wide?: boolean;
  children: ReactNode;
}

export function Section({ title, description, actions, wide = false, children }: SectionProps) {
  return (
    <Paper component="section" className={classes.section} aria-label={title} data-wide={wide}>
      {title && (
        <Group justify="space-between" mb="sm" gap="xs">
          <div>
            <Title order={2} size="h3">
              {title}
            </Title>
            {description && (
              <Text size="xs" c="dimmed">
                {description}
              </Text>
            )}
          </div>
          {actions}
        </Group>
      )}
      {children}
    </Paper>
  );
}
