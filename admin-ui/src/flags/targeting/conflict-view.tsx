import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { DifferenceList } from '../../ui/difference-list.tsx';
import { JsonDiff } from '../../ui/json-diff.tsx';
import type { FlagConfig } from '../model.ts';
import { diffTargeting } from './config-diff.ts';
import { normalise, rebase, targetingOf } from './draft.ts';
import type { Draft } from './use-drafts.ts';

interface ConflictViewProps {
  draft: Draft;
  theirs: FlagConfig;
  onRebase: () => void;
  onDiscard: () => void;
}

const PARTS = {
  enabled: 'on or off',
  offVariant: 'the off variant',
  prerequisites: 'the prerequisites',
  rules: 'the rules',
  fallthrough: 'what everyone else gets',
};

/** Two people edited the same: both versions, and nothing lost unless one says so. */
export function ConflictView({ draft, theirs, onRebase, onDiscard }: ConflictViewProps) {
  const base = targetingOf(draft.base);
  const mine = normalise(draft.targeting);
  const { both } = rebase(base, mine, targetingOf(theirs));

  return (
    <Stack gap="md">
      <Text>
        Since you began, another version was saved. Nothing of yours is lost, and nothing of theirs is
        overwritten until you decide.
      </Text>
      <section>
        <Title order={3} mb={6}>
          Saved meanwhile
        </Title>
        <DifferenceList differences={diffTargeting(base, theirs)} />
      </section>
      <section>
        <Title order={3} mb={6}>
          Your edits
        </Title>
        <DifferenceList differences={diffTargeting(base, mine)} />
      </section>
      <JsonDiff before={targetingOf(theirs)} after={mine} beforeTitle="Theirs" afterTitle="Yours" />
      <Text size="sm" c="dimmed">
        {both.length === 0
          ? 'You changed different parts: together they fit.'
          : `Both changed ${both.map((part) => PARTS[part]).join(' and ')}: there, yours would replace theirs. You review it again before saving.`}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDiscard}>
          Discard mine
        </Button>
        <Button onClick={onRebase} data-autofocus>
          Put mine on top
        </Button>
      </Group>
    </Stack>
  );
}
