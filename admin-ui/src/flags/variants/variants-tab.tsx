import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMay } from '../../people/use-session.ts';
import { Comment } from '../../ui/comment.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import type { Flag } from '../model.ts';
import { Section } from '../targeting/section.tsx';
import { useUpdateFlag } from '../use-update-flag.ts';
import { isProblem, problemOf } from '../../api/problem.ts';
import { fieldErrors } from '../../api/form-errors.ts';
import { emptyVariant, readVariants, showVariants, type TypedVariant } from './typed.ts';
import { VariantList } from './variant-list.tsx';
import { VariantValue } from './variant-value.tsx';
import classes from './variants.module.css';

/** What the flag can resolve to, the same in every environment. */
export function VariantsTab({ project, flag }: { project: string; flag: Flag }) {
  const mayEdit = useMay('editor') && !flag.archived;
  return (
    <Section
      title="Variants"
      description="The same in every environment. A variant that is served somewhere cannot go."
    >
      {mayEdit ? <VariantsForm project={project} flag={flag} /> : <VariantList variants={flag.variants} />}
    </Section>
  );
}

function VariantsForm({ project, flag }: { project: string; flag: Flag }) {
  /** What the edits were made from. */
  const [base, setBase] = useState(flag);
  const [variants, setVariants] = useState(() => showVariants(flag.variants));
  const [comment, setComment] = useState('');
  const update = useUpdateFlag(project, flag.key);
  const read = readVariants(variants, flag.valueType);
  const problem = update.error && !isProblem(update.error, 412) ? problemOf(update.error) : null;
  const errors = { ...fieldErrors(problem?.errors ?? []), ...read.errors };
  const isDirty = JSON.stringify(read.variants) !== JSON.stringify(base.variants);
  const isStale = isDirty && flag.version !== base.version;
  const take = (next: Flag) => {
    setBase(next);
    setVariants(showVariants(next.variants));
    setComment('');
  };
  // Somebody else's version replaces nothing while there are edits.
  if (!isDirty && flag.version !== base.version) take(flag);
  const set = (index: number, part: Partial<TypedVariant>) =>
    setVariants(variants.map((one, at) => (at === index ? { ...one, ...part } : one)));

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate(
          { version: base.version, update: { variants: read.variants, comment } },
          {
            onSuccess: (saved) => {
              take(saved);
              notifications.show({ message: 'Variants saved', color: 'green' });
            },
          },
        );
      }}
    >
      <Stack gap="sm">
        {variants.map(({ id, name, value }, index) => (
          <div key={id} className={classes.variant}>
            <TextInput
              aria-label={`Name of variant ${index + 1}`}
              value={name}
              error={errors[`variants.${index}.name`]}
              spellCheck={false}
              onChange={({ currentTarget }) => set(index, { name: currentTarget.value })}
            />
            <VariantValue
              label={`Value of variant ${index + 1}`}
              valueType={flag.valueType}
              value={value}
              error={errors[`variants.${index}.value`]}
              onChange={(next) => set(index, { value: next })}
            />
            <ActionIcon
              mt={3}
              aria-label={`Remove variant ${name}`}
              disabled={variants.length === 1}
              onClick={() => setVariants(variants.filter((_one, at) => at !== index))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setVariants([...variants, emptyVariant()])}
          >
            Add variant
          </Button>
        </Group>
        {isStale && (
          <StaleNotice
            theirs={flag.variants}
            mine={read.variants}
            onDiscard={() => take(flag)}
            onKeep={() => setBase(flag)}
          />
        )}
        {isDirty && !isStale && <Comment value={comment} onChange={setComment} />}
        {errors['variants'] && (
          <Text size="sm" c="var(--mantine-color-error)">
            {errors['variants']}
          </Text>
        )}
        <Refusal error={problem && problem.errors.length === 0 ? update.error : null} />
        {isDirty && !isStale && (
          <Group justify="flex-end">
            <Button
              variant="default"
              onClick={() => {
                take(flag);
                update.reset();
              }}
            >
              Discard
            </Button>
            <Button type="submit" loading={update.isPending} disabled={Object.keys(read.errors).length > 0}>
              Save variants
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
