import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconHourglass,
  IconPlugConnectedX,
  IconRefresh,
  IconSend,
  type Icon,
} from '@tabler/icons-react';
import classes from './fleet.module.css';
import type { Instance } from './model.ts';
import { stateDetail, STATE_WORDS } from './words.ts';

const ICONS: Record<Instance['state'], Icon> = {
  applied: IconCircleCheck,
  delivered: IconSend,
  waiting: IconClock,
  polling: IconRefresh,
  diverged: IconAlertTriangle,
  away: IconHourglass,
  silent: IconPlugConnectedX,
};

export function StateIcon({ state }: Pick<Instance, 'state'>) {
  const Sign = ICONS[state];
  return <Sign size={15} aria-hidden className={classes.sign} data-state={state} />;
}

export function InstanceState({ instance }: { instance: Instance }) {
  const detail = stateDetail(instance);
  return (
    <span className={classes.state}>
      <StateIcon state={instance.state} />
      {STATE_WORDS[instance.state]}
      {detail && <span className={classes.detail}>{detail}</span>}
    </span>
  );
}
