import { Stack } from '@mantine/core';
import { diffTargeting } from '../flags/targeting/config-diff.ts';
import { parseTargeting } from '../flags/targeting/parse.ts';
import { DifferenceList } from '../ui/difference-list.tsx';
import { JsonDiff } from '../ui/json-diff.tsx';

interface ItemDifferenceProps {
  before: unknown;
  after: unknown;
  beforeTitle?: string;
  afterTitle?: string;
}

/** One thing that a change touched: in words where there are words for it, and as JSON. */
export function ItemDifference({ before, after, beforeTitle, afterTitle }: ItemDifferenceProps) {
  const [was, is] = [parseTargeting(before), parseTargeting(after)];
  const differences = was && is ? diffTargeting(was, is) : [];
  return (
    <Stack gap="xs">
      {differences.length > 0 && <DifferenceList differences={differences} />}
      <JsonDiff before={before} after={after} beforeTitle={beforeTitle} afterTitle={afterTitle} />
    </Stack>
  );
}
