import type { Explanation } from '@signalbox/core/evaluator';
import { Badge, Text } from '@mantine/core';
import type { Flag } from '../model.ts';
import { showValue } from '../variants/typed.ts';
import { VariantName } from '../variant-name.tsx';
import { decisionWords } from './decision-words.ts';
import classes from './try.module.css';

interface AnswerCardProps {
  explanation: Explanation;
  flag: Flag;
}

/** What the application gets, and in one sentence why. */
export function AnswerCard({ explanation, flag }: AnswerCardProps) {
  const { value, variant, reason, errorCode, errorMessage } = explanation.details;
  const place = flag.variants.findIndex(({ name }) => name === variant);
  return (
    <div className={classes.card} data-error={errorCode !== undefined}>
      <div className={classes.got}>
        {variant === undefined ? (
          <Text fw={600}>The default in the code</Text>
        ) : (
          <>
            <strong className={classes.variant}>
              <VariantName name={variant} index={place} />
            </strong>
            <pre className={classes.value}>
              {typeof value === 'string' ? JSON.stringify(value) : showValue(value)}
            </pre>
          </>
        )}
        <Badge variant="default" tt="none" fw={500} className={classes.reason}>
          {errorCode ?? reason}
        </Badge>
      </div>
      <Text>{decisionWords(explanation)}</Text>
      {errorMessage && (
        <Text size="xs" c="dimmed">
          {errorMessage}
        </Text>
      )}
    </div>
  );
}
