import { IconCircle, IconCircleFilled, IconOctagonFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FlagConfig } from './model.ts';
import { shareBesidesOff, summarise, type Summary } from './summary.ts';
import classes from './state-label.module.css';

/** State and share at a glance: a sign and words, with colour only besides. */
export function StateLabel({ config }: { config: FlagConfig }) {
  const summary = summarise(config);
  return (
    <span className={classes.label} data-state={summary.state}>
      <Sign state={summary.state} share={shareBesidesOff(config)} />
      <span className={classes.words}>{summary.label}</span>
      {summary.detail && <span className={classes.detail}>{summary.detail}</span>}
    </span>
  );
}

const SIGNS: Partial<Record<Summary['state'], ReactNode>> = {
  killed: <IconOctagonFilled size={13} aria-hidden />,
  off: <IconCircle size={13} stroke={2.2} aria-hidden />,
  on: <IconCircleFilled size={13} aria-hidden />,
};

/** A circle filled as far as the share goes. */
function Sign({ state, share }: { state: Summary['state']; share: number }) {
  const length = 2 * Math.PI * 3;
  return (
    SIGNS[state] ?? (
      <svg viewBox="0 0 14 14" width={13} height={13} aria-hidden>
        <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <circle
          cx="7"
          cy="7"
          r="3"
          fill="none"
          stroke="currentColor"
          strokeWidth="6"
          strokeDasharray={`${(share / 100_000) * length} ${length}`}
          transform="rotate(-90 7 7)"
        />
      </svg>
    )
  );
}
