import type { Serve } from '@signalbox/core/evaluator';
import { SegmentedControl } from '@mantine/core';
import { equalWeights } from '../share.ts';

interface ServeModeProps {
  label: string;
  variants: readonly string[];
  serve: Serve;
  onChange: (serve: Serve) => void;
}

/** One variant, or several divided over the units. Share and bucketing stay when it changes. */
export function ServeMode({ label, variants, serve, onChange }: ServeModeProps) {
  const { variant, split, ...rest } = serve;
  return (
    <SegmentedControl
      aria-label={label}
      size="xs"
      w="fit-content"
      data={[
        { value: 'variant', label: 'One variant' },
        { value: 'split', label: 'Split' },
      ]}
      value={split ? 'split' : 'variant'}
      onChange={(mode) => {
        if (mode === 'variant') {
          const largest = split?.toSorted((left, right) => right.weight - left.weight)[0]?.variant;
          return onChange({ ...rest, variant: variant ?? largest ?? variants[0] ?? '' });
        }
        const weights = equalWeights(variants.length);
        onChange({
          ...rest,
          split: variants.map((name, index) => ({ variant: name, weight: weights[index] ?? 0 })),
        });
      }}
    />
  );
}
