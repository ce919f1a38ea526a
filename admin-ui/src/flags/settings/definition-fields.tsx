import { Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import * as z from 'zod/mini';
import { optionalText } from '../../api/fields.ts';
import { KINDS } from '../kinds.ts';
import type { Flag, FlagKind } from '../model.ts';

/** The parts of a flag that creating and editing share, as a form holds them. */
export interface Definition {
  kind: FlagKind;
  description: string;
  owner: string;
  tags: string[];
  runbookUrl: string;
  expectedRemoval: string;
  clientSide: boolean;
}

export const definitionSchema = z.object({
  kind: z.enum(['release', 'ops', 'experiment', 'permission']),
  description: optionalText(2_000),
  owner: optionalText(120),
  tags: z
    .array(z.string().check(z.maxLength(40, 'A tag has at most 40 characters.')))
    .check(z.maxLength(20, 'Use at most 20 tags.')),
  runbookUrl: z.union(
    [z.literal(''), z.url({ protocol: /^https?$/, error: 'Enter an http or https address.' })],
    'Enter an http or https address.',
  ),
  expectedRemoval: z.union([z.literal(''), z.iso.date()], 'Enter a date.'),
  clientSide: z.boolean(),
});

export const NEW_DEFINITION: Definition = {
  kind: 'release',
  description: '',
  owner: '',
  tags: [],
  runbookUrl: '',
  expectedRemoval: '',
  clientSide: false,
};

export function definitionOf(flag: Flag): Definition {
  const { kind, description, owner, tags, clientSide } = flag;
  return {
    kind,
    description,
    owner,
    tags,
    clientSide,
    runbookUrl: flag.runbookUrl ?? '',
    expectedRemoval: flag.expectedRemoval ?? '',
  };
}

/** As the server takes it: an empty field is none. */
export function toSend({ runbookUrl, expectedRemoval, ...rest }: Definition) {
  return { ...rest, runbookUrl: runbookUrl || null, expectedRemoval: expectedRemoval || null };
}

export function DefinitionFields({ form }: { form: UseFormReturnType<Definition> }) {
  return (
    <>
      <Select
        label="Kind"
        description={KINDS[form.values.kind].description}
        data={Object.entries(KINDS).map(([value, { label }]) => ({ value, label }))}
        {...form.getInputProps('kind')}
      />
      <Textarea label="Description" autosize minRows={2} {...form.getInputProps('description')} />
      <TextInput label="Owner" placeholder="A person or a team" {...form.getInputProps('owner')} />
      <TagsInput label="Tags" {...form.getInputProps('tags')} />
      <TextInput
        label="Runbook"
        placeholder="https://"
        description="What to do when it goes wrong."
        {...form.getInputProps('runbookUrl')}
      />
      <TextInput
        label="Expected removal"
        type="date"
        styles={{ input: { width: 180 } }}
        description="When it should be gone from the code."
        {...form.getInputProps('expectedRemoval')}
      />
      <Switch
        label="Visible to browsers"
        description="Client-side SDK keys may read it. Its rules are then public, without names or addresses."
        {...form.getInputProps('clientSide', { type: 'checkbox' })}
      />
    </>
  );
}
