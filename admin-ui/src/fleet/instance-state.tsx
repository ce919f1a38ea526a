import { IconCircleCheck, IconClock, IconSend, type Icon } from '@tabler/icons-react';
import classes from './fleet.module.css';
import type { Instance } from './model.ts';
import { milliseconds } from './words.ts';

const STATES: Record<Instance['state'], { words: string; icon: Icon }> = {
  applied: { words: 'Up to date', icon: IconCircleCheck },
  delivered: { words: 'Sent, not confirmed', icon: IconSend },
  waiting: { words: 'Waiting', icon: IconClock },
};

export function InstanceState({ instance: { state, appliedMs } }: { instance: Instance }) {
  const { words, icon: Icon } = STATES[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={15} aria-hidden />
      {words}
      {state === 'applied' && appliedMs !== null && (
        <span className={classes.time}>in {milliseconds(appliedMs)}</span>
      )}
    </span>
  );
}
