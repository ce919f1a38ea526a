import { Stack } from '@mantine/core';
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
import {
  DefinitionFields,
  definitionOf,
  definitionSchema,
  toSend,
  type Definition,
} from './definition-fields.tsx';
import { MetadataFields } from './metadata-fields.tsx';
import { atRows, readMetadata, rowsOf, type MetadataRow } from './metadata-rows.ts';
import { FormActions } from '../../ui/form-actions.tsx';

interface Settings extends Definition {
  metadata: MetadataRow[];
}

export function DefinitionForm({ project, flag }: { project: string; flag: Flag }) {
  const update = useUpdateFlag(project, flag.key);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  /** What the edits were made from. */
  const [base, setBase] = useState(flag);
  const form = useForm<Settings>({
    initialValues: settingsOf(flag),
    validate: (values) => ({
      ...schemaResolver(definitionSchema, { sync: true })(values),
      ...readMetadata(values.metadata).errors,
    }),
  });

  const isDirty = form.isDirty();
  const isStale = isDirty && flag.version !== base.version;
  const take = (next: Flag) => {
    setBase(next);
    setComment('');
    setRefusal(null);
    form.setInitialValues(settingsOf(next));
    form.setValues(settingsOf(next));
  };
  // Somebody else's version replaces nothing while there are edits.
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the form can only be set outside of rendering
    if (!isDirty && flag.version !== base.version) take(flag);
  });

  const submit = form.onSubmit(
    (settings) =>
      update.mutate(
        { version: base.version, update: { ...updateOf(settings), comment } },
        {
          onSuccess: (saved) => {
            take(saved);
            notifications.show({ message: 'Settings saved', color: 'green' });
          },
          onError: (error) => {
            // The other version comes in by itself and is shown beside one's own.
            if (isProblem(error, 412)) return;
            const setErrors = (errors: Record<string, string>) =>
              form.setErrors(atRows(errors, settings.metadata));
            setRefusal(showProblem(error, { setErrors }));
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
        <MetadataFields form={form} />
        {isStale && (
          <StaleNotice
            theirs={updateOf(settingsOf(flag))}
            mine={updateOf(form.values)}
            onDiscard={() => take(flag)}
            onKeep={() => setBase(flag)}
          />
        )}
        {isDirty && !isStale && (
          <>
            <Comment value={comment} onChange={setComment} />
            <Refusal error={refusal} />
            <FormActions
              action="Save settings"
              loading={update.isPending}
              cancel="Discard"
              onCancel={() => take(flag)}
            />
          </>
        )}
      </Stack>
    </form>
  );
}

function settingsOf(flag: Flag): Settings {
  return { ...definitionOf(flag), metadata: rowsOf(flag.metadata) };
}

function updateOf({ metadata, ...definition }: Settings) {
  return { ...toSend(definition), metadata: readMetadata(metadata).metadata };
}
