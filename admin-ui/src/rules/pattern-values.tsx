import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { replace, without } from '../ui/lists.ts';
import { useRowKeys } from '../ui/use-row-keys.ts';
import type { ClauseValuesProps } from './clause-field.ts';
import classes from './rules.module.css';

/** Regular expressions, one in each field: no sign in them may separate. */
export function PatternValues({ name, clause, problems, onChange }: ClauseValuesProps) {
  const patterns = clause.values.length === 0 ? [''] : clause.values.map(String);
  const { keys, added, removed } = useRowKeys(patterns.length);

  return (
    <div className={classes.patterns}>
      {patterns.map((pattern, index) => (
        <div key={keys[index]} className={classes.pattern}>
          <TextInput
            aria-label={patterns.length === 1 ? `Pattern of ${name}` : `Pattern ${index + 1} of ${name}`}
            className={classes.mono}
            placeholder="^sku-[0-9]+$"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            value={pattern}
            error={problems[`values.${index}`] ?? (index === 0 ? problems['values'] : undefined)}
            onChange={({ currentTarget }) => onChange(replace(patterns, index, currentTarget.value))}
          />
          {patterns.length > 1 && (
            <ActionIcon
              mt={3}
              aria-label={`Remove pattern ${index + 1} of ${name}`}
              onClick={() => {
                removed(index);
                onChange(without(patterns, index));
              }}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={12} />}
        aria-label={`Or another pattern for ${name}`}
        onClick={() => {
          added(patterns.length);
          onChange([...patterns, '']);
        }}
      >
        Or another pattern
      </Button>
    </div>
  );
}
