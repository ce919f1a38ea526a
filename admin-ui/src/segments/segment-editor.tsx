import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { problemsUnder, refusedFor, stillRefused, type Refused } from '../api/field-problems.ts';
import { isProblem } from '../api/problem.ts';
import { checkConditions } from '../rules/check-conditions.ts';
import { normaliseCondition } from '../rules/conditions.ts';
import { Comment } from '../ui/comment.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { LeaveDialog } from '../ui/leave-dialog.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { same } from '../ui/same.ts';
import { Section } from '../ui/section.tsx';
import { StaleNotice } from '../ui/stale-notice.tsx';
import { KeysField } from './keys-field.tsx';
import type { Segment } from './model.ts';
import { SegmentRules } from './segment-rules.tsx';
import { useSaveSegment } from './use-save-segment.ts';
import { FormActions } from '../ui/form-actions.tsx';

interface SegmentEditorProps {
  project: string;
  environment: string;
  segment: Segment;
}

type Content = Pick<Segment, 'name' | 'description' | 'included' | 'excluded' | 'rules'>;

function contentOf({ name, description, included, excluded, rules }: Segment): Content {
  return { name, description, included, excluded, rules };
}

export function SegmentEditor({ project, environment, segment }: SegmentEditorProps) {
  /** What the edits were made from. */
  const [base, setBase] = useState(segment);
  const [draft, setDraft] = useState(() => contentOf(segment));
  const [comment, setComment] = useState('');
  const save = useSaveSegment(project, environment, segment.key);

  const after = {
    ...draft,
    rules: draft.rules.map(({ id, clauses }) => ({ id, clauses: clauses.map(normaliseCondition) })),
  };
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const isDirty = !same(contentOf(base), draft);
  const isStale = isDirty && segment.version !== base.version;
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  const set = (part: Partial<Content>) => setDraft({ ...draft, ...part });
  const take = (next: Segment) => {
    setBase(next);
    setDraft(contentOf(next));
    setComment('');
    setAsked(false);
    setRefused(null);
  };
  // Somebody else's version replaces nothing while there are edits.
  if (!isDirty && segment.version !== base.version) take(segment);

  const found: Record<string, string> = {};
  draft.rules.forEach(({ clauses }, index) => checkConditions(clauses, `rules.${index}.clauses`, found));
  const errors = { ...stillRefused(refused, after), ...(asked ? found : {}) };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (Object.keys(found).length > 0) return focusInvalid();
        save.mutate(
          { version: base.version, update: { ...after, comment } },
          {
            onSuccess: (saved) => {
              take(saved);
              notifications.show({ message: `Saved ${saved.name}`, color: 'green' });
            },
            onError: (error) => {
              setRefused(refusedFor(after, error));
              focusInvalid();
            },
          },
        );
      }}
    >
      <Stack gap="md" maw="60rem">
        <Section title="About">
          <Stack gap="sm" maw={560}>
            <TextInput
              label="Name"
              value={draft.name}
              error={errors['name']}
              maxLength={120}
              onChange={({ currentTarget }) => set({ name: currentTarget.value })}
            />
            <Textarea
              label="Description"
              autosize
              minRows={2}
              value={draft.description}
              error={errors['description']}
              onChange={({ currentTarget }) => set({ description: currentTarget.value })}
            />
          </Stack>
        </Section>
        <Section
          title="Listed keys"
          description="A listed key decides before the rules do. Excluded wins over included."
        >
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <KeysField
              label="Included targeting keys"
              keys={draft.included}
              error={errors['included']}
              onChange={(included) => set({ included })}
            />
            <KeysField
              label="Excluded targeting keys"
              keys={draft.excluded}
              error={errors['excluded']}
              onChange={(excluded) => set({ excluded })}
            />
          </SimpleGrid>
        </Section>
        <SegmentRules
          project={project}
          environment={environment}
          segment={segment.key}
          rules={draft.rules}
          problems={problemsUnder(errors, 'rules')}
          onChange={(rules) => set({ rules })}
        />
        {isStale && (
          <StaleNotice
            theirs={contentOf(segment)}
            mine={after}
            onDiscard={() => take(segment)}
            onKeep={() => setBase(segment)}
          />
        )}
        {isDirty && !isStale && (
          <>
            <Comment value={comment} onChange={setComment} />
            <Refusal error={isProblem(save.error, 412) ? null : save.error} />
            <FormActions
              action="Save segment"
              loading={save.isPending}
              cancel="Discard"
              onCancel={() => take(segment)}
            />
          </>
        )}
      </Stack>
      <LeaveDialog blocker={blocker} />
    </form>
  );
}
