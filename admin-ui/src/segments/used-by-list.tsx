import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useFlags } from '../flags/use-flags.ts';
import { LinkText } from '../ui/links.tsx';
import { useSegments } from './use-segments.ts';
import { usedBy } from './used-by.ts';

interface UsedByListProps {
  project: string;
  environment: string;
  segment: string;
}

export function UsedByList({ project, environment, segment }: UsedByListProps) {
  const { data: flags = [] } = useFlags(project);
  const { data: segments = [] } = useSegments(project, environment);
  const users = useMemo(
    () => usedBy(segment, environment, flags, segments),
    [segment, environment, flags, segments],
  );
  const isUsed = users.flags.length + users.segments.length > 0;

  return (
    <Group gap="xs" mb="md">
      <Text size="sm" c="dimmed">
        {isUsed ? 'Used by' : 'No flag uses it yet.'}
      </Text>
      {users.flags.map((flag) => (
        <LinkText
          key={flag}
          to="/p/$project/flags/$flag"
          params={{ project, flag }}
          search={{ environment }}
          size="sm"
          ff="monospace"
        >
          {flag}
        </LinkText>
      ))}
      {users.segments.map((other) => (
        <LinkText
          key={other}
          to="/p/$project/segments/$environment/$segment"
          params={{ project, environment, segment: other }}
          size="sm"
        >
          segment {other}
        </LinkText>
      ))}
    </Group>
  );
}
