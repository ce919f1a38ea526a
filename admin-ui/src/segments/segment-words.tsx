import { Stack, Text } from '@mantine/core';
import { clauseWords, list } from '../flags/targeting/words.ts';
import type { Segment } from './model.ts';

/** A segment for those who may only read it. */
export function SegmentWords({ segment: { description, included, excluded, rules } }: { segment: Segment }) {
  return (
    <Stack gap="sm" maw="48rem">
      {description && <Text>{description}</Text>}
      <Text>Included: {list(included, 'and') || 'no key'}</Text>
      <Text>Excluded: {list(excluded, 'and') || 'no key'}</Text>
      {rules.map(({ id, clauses }) => (
        <Text key={id}>Whoever {clauses.map(clauseWords).join(' and ')}</Text>
      ))}
      <Text size="xs" c="dimmed">
        Editing needs the role editor.
      </Text>
    </Stack>
  );
}
