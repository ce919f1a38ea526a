import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconMinus, IconTarget, IconX, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './try.module.css';

/** How a step went: it let pass, it did not, it decided, or it was never asked. */
export type Outcome = 'passed' | 'failed' | 'decided' | 'skipped';

const SIGNS: Record<Outcome, Icon> = {
  passed: IconCheck,
  failed: IconX,
  decided: IconTarget,
  skipped: IconMinus,
};

interface StepProps {
  title: ReactNode;
  outcome: Outcome;
  /** The outcome in words: signs and colours only stand beside it. */
  says: string;
  children?: ReactNode;
}

/** One station on the way to the answer. */
export function Step({ title, outcome, says, children }: StepProps) {
  const Sign = SIGNS[outcome];
  return (
    <li
      className={classes.step}
      data-outcome={outcome}
      aria-current={outcome === 'decided' ? 'step' : undefined}
    >
      <div className={classes.stepHead}>
        <span className={classes.sign} aria-hidden>
          <Sign size={13} stroke={2.4} />
        </span>
        <span className={classes.stepTitle}>{title}</span>
        <span className={classes.says}>{says}</span>
      </div>
      {children && <div className={classes.stepBody}>{children}</div>}
    </li>
  );
}

/** A tick or a cross, said as well as shown. */
export function Holds({ holds }: { holds: boolean }) {
  const Sign = holds ? IconCheck : IconX;
  return (
    <span className={classes.holds} data-holds={holds}>
      <Sign size={13} stroke={2.4} aria-hidden />
      <VisuallyHidden>{holds ? 'holds: ' : 'does not hold: '}</VisuallyHidden>
    </span>
  );
}
