import type { Serve } from '@signalbox/core/evaluator';
import { Button, NumberInput, Select, Slider, Stack, Text } from '@mantine/core';
import { EVERYONE, formatShare, shareOf } from '../share.ts';
import { shareBesidesOff } from '../summary.ts';
import { BucketBy } from './bucket-by.tsx';
import type { Problems } from '../../api/field-problems.ts';
import { ServeMode } from './serve-mode.tsx';
import { SplitEditor } from './split-editor.tsx';
import classes from './targeting.module.css';

/** Usual steps of a rollout, one click each. */
const STEPS = [0, 1_000, 5_000, 10_000, 25_000, 50_000, EVERYONE];

export interface ServeEditorProps {
  variants: readonly string[];
  offVariant: string;
  serve: Serve;
  problems: Problems;
  onChange: (serve: Serve) => void;
}

/** What those get whom no rule serves. The simple rollout is one number. */
export function FallthroughEditor(props: ServeEditorProps) {
  const { variants, serve, problems, onChange } = props;
  if (variants.length < 2) return <Text>Everyone gets {variants[0]}, the only variant.</Text>;

  return (
    <Stack gap="sm">
      {variants.length > 2 || serve.split ? (
        <ServeMode label="Everyone gets" variants={variants} serve={serve} onChange={onChange} />
      ) : null}
      {serve.split ? <SplitEditor who="everyone" {...props} /> : <Rollout {...props} />}
      <BucketBy
        value={serve.bucketBy}
        error={problems['bucketBy']}
        onChange={(bucketBy) => onChange({ ...serve, bucketBy })}
      />
    </Stack>
  );
}

/**
 * One variant to a share, the off variant to the rest. "The off variant to everyone" is shown as the share 0
 * of another one: it is the same, and the next step is then a matter of the number alone.
 */
function Rollout({ variants, offVariant, serve, problems, onChange }: ServeEditorProps) {
  const others = variants.filter((name) => name !== offVariant);
  const variant =
    serve.variant !== undefined && serve.variant !== offVariant ? serve.variant : (others[0] ?? '');
  const share = shareBesidesOff({ fallthrough: serve, offVariant });
  const set = (next: number) => onChange({ ...serve, variant, share: next });

  return (
    <>
      <div className={classes.rollout}>
        <Select
          className={classes.rolloutVariant}
          aria-label="Variant for everyone"
          data={others}
          value={variant}
          error={problems['variant']}
          onChange={(next) => next !== null && onChange({ ...serve, variant: next, share })}
        />
        <Text size="sm">to</Text>
        <Slider
          className={classes.rolloutSlider}
          thumbLabel="Share of everyone"
          thumbValueText={(value) => `${value} percent`}
          label={(value) => `${value} %`}
          value={share / 1000}
          onChange={(value) => set(shareOf(value))}
        />
        <NumberInput
          className={classes.rolloutShare}
          aria-label="Share of everyone in percent"
          suffix=" %"
          min={0}
          max={100}
          decimalScale={3}
          allowNegative={false}
          value={share / 1000}
          onChange={(value) => set(shareOf(value))}
        />
      </div>
      <fieldset className={classes.steps} aria-label="Usual shares">
        {STEPS.map((step) => (
          <Button
            key={step}
            size="compact-xs"
            variant={step === share ? 'filled' : 'default'}
            aria-pressed={step === share}
            onClick={() => set(step)}
          >
            {formatShare(step)}
          </Button>
        ))}
      </fieldset>
      <Text size="xs" c="dimmed">
        {share < EVERYONE
          ? `The other ${formatShare(EVERYONE - share)} get ${offVariant}. Whoever is in stays in while the share grows.`
          : `Everyone gets ${variant}.`}
      </Text>
    </>
  );
}
