import type { ServeStep } from '@signalbox/core/evaluator';
import { Text } from '@mantine/core';
import { EVERYONE } from '../share.ts';
import { variantColour } from '../variant-name.tsx';
import { BucketBar, formatBucket, type Part } from './bucket-bar.tsx';
import { serveWords } from '../targeting/words.ts';

interface ServeViewProps {
  step: ServeStep;
  variants: readonly string[];
}

/** Where the unit's hashes fell: inside the share or not, and into which part of a split. */
export function ServeView({ step, variants }: ServeViewProps) {
  const { serve, unit, unitAttribute, share, split, variant } = step;
  return (
    <>
      <Text size="sm">Serves {serveWords(serve)}.</Text>
      {unitAttribute !== null && unit !== null && (
        <Text size="xs" c="dimmed">
          Hashed by {unitAttribute}: “{unit}”
        </Text>
      )}
      {unitAttribute !== null && unit === null && (
        <Text size="xs" c="dimmed">
          Hashed by {unitAttribute}, which is missing or no text, number or boolean.
        </Text>
      )}
      {share && (
        <BucketBar
          label="Share"
          bucket={share.bucket}
          parts={[{ weight: share.limit, colour: variantColour(0) }]}
          says={`bucket ${formatBucket(share.bucket)} ${share.inside ? '<' : '≥'} ${formatBucket(share.limit)}: ${share.inside ? 'inside' : 'outside'}`}
        />
      )}
      {split && (
        <BucketBar
          label="Split"
          bucket={split.bucket}
          parts={(serve.split ?? []).map((part): Part => ({
            weight: part.weight,
            colour: variantColour(variants.indexOf(part.variant)),
          }))}
          says={`bucket ${formatBucket(split.bucket)} of ${formatBucket(EVERYONE)} falls to ${variant ?? 'nobody'}`}
        />
      )}
    </>
  );
}
