import { Stack, Text } from '@mantine/core';
import { RuleWords } from '../rules/rule-words.tsx';
import { list } from '../rules/words.ts';
import type { Segment } from './model.ts';

/** A segment for those who may only read it. */
export function SegmentWords({ segment: { description, included, excluded, rules } }: { segment: Segment }) {
  return (
    <Stack gap="sm" maw="48rem">
      {description && <Text>{description}</Text>}
      <Text>Included: {list(included, 'and') || 'no key'}</Text>
      <Text>Excluded: {list(excluded, 'and') || 'no key'}</Text>
      {rules.map(({ id, clauses }, index) => (
        <Text key={id} component="div">
          Rule {index + 1}: <RuleWords conditions={clauses} />
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        Editing needs the role editor.
      </Text>
    </Stack>
  );
}
