import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { readKeys, showKeys } from './listed-keys.ts';
import { countKeys } from './words.ts';

interface KeysFieldProps {
  label: string;
  keys: readonly string[];
  error: string | undefined;
  onChange: (keys: string[]) => void;
}

/** A list to paste into. What is typed stays as it is typed; what it means is counted below. */
export function KeysField({ label, keys, error, onChange }: KeysFieldProps) {
  const [typed, setTyped] = useState(() => showKeys(keys));
  // The list was changed from outside: a discard, or somebody else's version.
  const isOwn = showKeys(readKeys(typed)) === showKeys(keys);
  return (
    <Textarea
      label={label}
      description={keys.length === 0 ? 'One on each line, or separated by commas.' : countKeys(keys.length)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      rows={8}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--sb-mono)' } }}
      value={isOwn ? typed : showKeys(keys)}
      error={error}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(readKeys(currentTarget.value));
      }}
    />
  );
}
