import type { Serve } from '@signalbox/core/evaluator';
import { NumberInput, Select, Stack, Text } from '@mantine/core';
import { EVERYONE, shareOf } from '../share.ts';
import { BucketBy } from './bucket-by.tsx';
import type { Problems } from '../../api/field-problems.ts';
import { ServeMode } from './serve-mode.tsx';
import { SplitEditor } from './split-editor.tsx';
import classes from './targeting.module.css';

interface RuleServeProps {
  place: number;
  variants: readonly string[];
  serve: Serve;
  problems: Problems;
  onChange: (serve: Serve) => void;
}

/** What a rule serves. Whoever is outside its share goes on to the next rule. */
export function RuleServe({ place, variants, serve, problems, onChange }: RuleServeProps) {
  const share = serve.share ?? EVERYONE;
  const who = 'those who match';

  return (
    <Stack gap="xs">
      <div className={classes.serve}>
        {!serve.split && (
          <>
            <Select
              aria-label={`Variant of rule ${place}`}
              w={160}
              data={[...variants]}
              value={serve.variant ?? null}
              error={problems['variant']}
              onChange={(variant) => variant !== null && onChange({ ...serve, variant })}
            />
            <Text size="sm">to</Text>
            <NumberInput
              aria-label={`Share of rule ${place} in percent`}
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
          </>
        )}
        {variants.length > 1 && (
          <ServeMode
            label={`What rule ${place} serves`}
            variants={variants}
            serve={serve}
            onChange={onChange}
          />
        )}
      </div>
      {serve.split && (
        <SplitEditor variants={variants} serve={serve} problems={problems} onChange={onChange} who={who} />
      )}
      {(serve.split ?? share < EVERYONE) && (
        <BucketBy
          value={serve.bucketBy}
          error={problems['bucketBy']}
          onChange={(bucketBy) => onChange({ ...serve, bucketBy })}
        />
      )}
    </Stack>
  );
}
