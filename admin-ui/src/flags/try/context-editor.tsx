import { Group, JsonInput, Menu, SegmentedControl, Text, Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { AskedAttribute } from './asked-attributes.ts';
import { draftOf, inMode, readDraft, type ContextDraft } from './context-draft.ts';
import { ContextFields } from './context-fields.tsx';
import type { Context } from './context-rows.ts';
import classes from './try.module.css';

interface ContextEditorProps {
  draft: ContextDraft;
  /** Whether to say what is wrong. */
  asked: boolean;
  attributes: readonly AskedAttribute[];
  recent: readonly Context[];
  onChange: (draft: ContextDraft) => void;
  onForget: () => void;
}

/** Who is asking: row by row, or as the JSON that an application sends. */
export function ContextEditor(props: ContextEditorProps) {
  const { draft, asked, attributes, recent, onChange, onForget } = props;
  const { context, errors } = readDraft(draft);

  return (
    <fieldset className={classes.context}>
      <legend className={classes.legend}>Evaluation context</legend>
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="Write the context as"
          data={[
            { value: 'fields', label: 'Fields' },
            { value: 'json', label: 'JSON' },
          ]}
          value={draft.mode}
          // What cannot be read cannot be shown the other way.
          disabled={context === undefined}
          onChange={(mode) => onChange(inMode(draft, mode))}
        />
        <RecentContexts recent={recent} onChoose={(one) => onChange(draftOf(one))} onForget={onForget} />
      </Group>
      {draft.mode === 'fields' ? (
        <ContextFields
          rows={draft.rows}
          errors={asked ? errors : {}}
          asked={attributes}
          onChange={(rows) => onChange({ mode: 'fields', rows })}
        />
      ) : (
        <>
          <JsonInput
            aria-label="Context as JSON"
            className={classes.mono}
            value={draft.text}
            error={asked ? errors['json'] : undefined}
            autosize
            minRows={6}
            maxRows={24}
            spellCheck={false}
            onChange={(text) => onChange({ mode: 'json', text })}
          />
          <Text size="xs" c="dimmed">
            The rules ask for {attributes.map(({ path }) => path).join(', ')}.
          </Text>
        </>
      )}
    </fieldset>
  );
}

interface RecentContextsProps {
  recent: readonly Context[];
  onChoose: (context: Context) => void;
  onForget: () => void;
}

function RecentContexts({ recent, onChoose, onForget }: RecentContextsProps) {
  if (recent.length === 0) return null;
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<IconHistory size={13} />}>
          Recent
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Tried in this browser</Menu.Label>
        {recent.map((context) => (
          <Menu.Item key={JSON.stringify(context)} onClick={() => onChoose(context)}>
            <span className={classes.recent}>{JSON.stringify(context)}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onForget}>Forget them</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
