import { Button, Group, Stack } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { isProblem } from '../../api/problem.ts';
import { showProblem } from '../../api/form-errors.ts';
import { Comment } from '../../ui/comment.tsx';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import type { Flag } from '../model.ts';
import { useUpdateFlag } from '../use-update-flag.ts';
import { DefinitionFields, definitionOf, definitionSchema, toSend } from './definition-fields.tsx';

export function DefinitionForm({ project, flag }: { project: string; flag: Flag }) {
  const update = useUpdateFlag(project, flag.key);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  /** What the edits were made from. */
  const [base, setBase] = useState(flag);
  const form = useForm({
    initialValues: definitionOf(flag),
    validate: schemaResolver(definitionSchema, { sync: true }),
  });

  const isDirty = form.isDirty();
  const isStale = isDirty && flag.version !== base.version;
  const take = (next: Flag) => {
    setBase(next);
    setComment('');
    setRefusal(null);
    form.setInitialValues(definitionOf(next));
    form.setValues(definitionOf(next));
  };
  // Somebody else's version replaces nothing while there are edits.
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the form can only be set outside of rendering
    if (!isDirty && flag.version !== base.version) take(flag);
  });

  const submit = form.onSubmit(
    (definition) =>
      update.mutate(
        { version: base.version, update: { ...toSend(definition), comment } },
        {
          onSuccess: (saved) => {
            take(saved);
            notifications.show({ message: 'Settings saved', color: 'green' });
          },
          onError: (error) => {
            // The other version comes in by itself and is shown beside one's own.
            if (isProblem(error, 412)) return;
            setRefusal(showProblem(error, form));
            focusInvalid();
          },
        },
      ),
    focusInvalid,
  );

  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md" maw={560}>
        <DefinitionFields form={form} />
        {isStale && (
          <StaleNotice
            theirs={definitionOf(flag)}
            mine={form.values}
            onDiscard={() => take(flag)}
            onKeep={() => setBase(flag)}
          />
        )}
        {isDirty && !isStale && (
          <>
            <Comment value={comment} onChange={setComment} />
            <Refusal error={refusal} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => take(flag)}>
                Discard
              </Button>
              <Button type="submit" loading={update.isPending}>
                Save settings
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </form>
  );
}
