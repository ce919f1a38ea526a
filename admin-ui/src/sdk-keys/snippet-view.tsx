import { Stack, Text } from '@mantine/core';
import { CodeBlock } from '../ui/code-block.tsx';
import type { SdkKey } from './model.ts';
import { snippetFor } from './snippets.ts';

interface SnippetViewProps {
  kind: SdkKey['kind'];
  /** The key itself, or what stands for it where it is not known any more. */
  sdkKey: string;
  flag: string;
}

export function SnippetView({ kind, sdkKey, flag }: SnippetViewProps) {
  const { title, install, code } = snippetFor(kind, window.location.origin, sdkKey, flag);
  return (
    <Stack gap={6}>
      <Text fw={550} size="sm">
        In {title}
      </Text>
      <CodeBlock code={install} label={`Install the SDK for ${title}`} />
      <CodeBlock code={code} label={`Use the SDK in ${title}`} />
    </Stack>
  );
}
