import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Announce } from './announce.tsx';
import { copyText } from './copy-text.ts';

const SHOWN_MS = 1_500;

/** Says what it copies, and that it did. */
export function Copy({ value, label }: { value: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <>
      <Tooltip label={copied ? 'Copied' : label}>
        <ActionIcon
          size="sm"
          aria-label={label}
          color={copied ? 'green' : 'gray'}
          onClick={() => void copyText(value).then(setCopied)}
        >
          {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        </ActionIcon>
      </Tooltip>
      <Announce>{copied && 'Copied'}</Announce>
    </>
  );
}
