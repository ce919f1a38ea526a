import { Anchor, JsonInput, Text } from '@mantine/core';
import { useState } from 'react';
import classes from './variants.module.css';

const START = `{
  "type": "object",
  "properties": {},
  "required": [],
  "additionalProperties": false
}`;

interface JsonSchemaFieldProps {
  /** As typed; empty for none. */
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/**
 * What every variant of a JSON flag must look like. Few flags have one, so it is one line until asked for.
 * Not formatted when left: the field would grow, and the button that was about to be pressed would move away.
 */
export function JsonSchemaField({ value, error, onChange }: JsonSchemaFieldProps) {
  const [open, setOpen] = useState(false);
  if (value === '' && !open && !error) {
    return (
      <Text size="sm" c="dimmed">
        Any JSON may be a variant.{' '}
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => {
            setOpen(true);
            onChange(START);
          }}
        >
          Demand a JSON Schema
        </Anchor>
      </Text>
    );
  }
  return (
    <JsonInput
      label="JSON Schema"
      description="Every variant must satisfy it, now and after every edit. Draft 2020-12 or draft-07; leave it empty for none."
      className={classes.mono}
      value={value}
      error={error}
      autosize
      minRows={4}
      maxRows={24}
      spellCheck={false}
      onChange={onChange}
    />
  );
}
