import { Button, Group, NumberInput, Slider, Text } from '@mantine/core';
import { Fragment } from 'react';
import { equalWeights, EVERYONE, formatShare, shareOf, withWeight } from '../share.ts';
import { VariantName } from '../variant-name.tsx';
import type { ServeEditorProps } from './fallthrough-editor.tsx';
import classes from './targeting.module.css';

interface SplitEditorProps extends Omit<ServeEditorProps, 'offVariant'> {
  offVariant?: string;
  who: string;
}

/** Weights over all variants; setting one moves the others, so that they always make the whole. */
export function SplitEditor({ variants, serve, problems, onChange, who, offVariant }: SplitEditorProps) {
  const weights = variants.map((name) => serve.split?.find(({ variant }) => variant === name)?.weight ?? 0);
  const share = serve.share ?? EVERYONE;
  const set = (next: readonly number[]) =>
    onChange({ ...serve, split: variants.map((variant, index) => ({ variant, weight: next[index] ?? 0 })) });

  return (
    <div>
      <div className={classes.split}>
        {variants.map((name, index) => (
          <Fragment key={name}>
            <VariantName name={name} index={index} />
            <Slider
              thumbLabel={`Weight of ${name}`}
              thumbValueText={(value) => `${value} percent`}
              label={(value) => `${value} %`}
              value={(weights[index] ?? 0) / 1000}
              onChange={(value) => set(withWeight(weights, index, shareOf(value)))}
            />
            <NumberInput
              aria-label={`Weight of ${name} in percent`}
              suffix=" %"
              min={0}
              max={100}
              decimalScale={3}
              allowNegative={false}
              value={(weights[index] ?? 0) / 1000}
              onChange={(value) => set(withWeight(weights, index, shareOf(value)))}
            />
          </Fragment>
        ))}
      </div>
      <Group gap="xs" mt="sm">
        <Text size="sm">of</Text>
        <NumberInput
          aria-label={`Share of ${who} in percent`}
          w={104}
          suffix=" %"
          min={0}
          max={100}
          decimalScale={3}
          allowNegative={false}
          value={share / 1000}
          onChange={(value) => onChange({ ...serve, share: shareOf(value) })}
        />
        <Text size="sm">of {who}</Text>
        <Button size="compact-xs" variant="default" onClick={() => set(equalWeights(variants.length))}>
          Divide equally
        </Button>
      </Group>
      {share < EVERYONE && offVariant && (
        <Text size="xs" c="dimmed" mt={6}>
          The other {formatShare(EVERYONE - share)} get {offVariant}.
        </Text>
      )}
      {problems['split'] && (
        <Text size="xs" c="var(--mantine-color-error)" mt={6}>
          {problems['split']}
        </Text>
      )}
    </div>
  );
}
