import { Stack, Text } from '@mantine/core';
import { ItemDifference } from './item-difference.tsx';
import type { Change } from './model.ts';

const TYPE_WORDS: Record<Change['items'][number]['type'], string> = {
  project: 'Project',
  environment: 'Environment',
  flag: 'Flag',
  flagConfig: 'Flag',
  segment: 'Segment',
  sdkKey: 'SDK key',
};

/** Everything that one change did, before and after: in words where there are words for it, and as JSON. */
export function ChangeDetails({ change }: { change: Change }) {
  return (
    <Stack gap="md">
      {change.items.map((item) => (
        <section key={`${item.type} ${item.environment} ${item.key}`}>
          <Text size="xs" fw={600} mb={6}>
            {TYPE_WORDS[item.type]} {item.key}
            {item.environment && ` in ${item.environment}`}
          </Text>
          <ItemDifference before={item.before} after={item.after} />
        </section>
      ))}
      <Text size="xs" c="dimmed">
        {Object.entries(change.revisions)
          .map(([environment, revision]) => `${environment} at revision ${revision}`)
          .join(' · ')}
      </Text>
    </Stack>
  );
}
