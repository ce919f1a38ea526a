import { ActionIcon } from '@mantine/core';
import { IconDots, IconPower } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '../../people/use-session.ts';
import { useKillSwitch } from '../kill/kill-context.ts';
import type { Flag } from '../model.ts';
import classes from './flag-list.module.css';

const FlagMenu = lazy(async () => ({ default: (await import('./flag-menu.tsx')).FlagMenu }));

interface FlagActionsProps {
  project: string;
  flag: Flag;
  /** In a card, which is clipped so that long lists stay fluid. */
  isClipped?: boolean;
}

/** Kill stands by itself: in an incident a menu would be one action too many. */
export function FlagActions({ project, flag, isClipped = false }: FlagActionsProps) {
  const mayKill = useMay('operator') && !flag.archived;
  const { kill } = useKillSwitch();
  // There are thousands of rows and hardly ever an open menu: it comes when it is asked for.
  const [asked, setAsked] = useState(false);
  const { key } = flag;
  const dots = (
    <ActionIcon aria-label={`More about ${key}`} aria-haspopup="menu" onClick={() => setAsked(true)}>
      <IconDots size={16} />
    </ActionIcon>
  );

  return (
    <>
      {mayKill && (
        <ActionIcon
          color="red"
          className={classes.kill}
          title={`Kill ${key}`}
          aria-label={`Kill ${key}`}
          onClick={() => kill({ flag: key })}
        >
          <IconPower size={16} />
        </ActionIcon>
      )}
      {asked ? (
        <Suspense fallback={dots}>
          <FlagMenu
            project={project}
            flagKey={key}
            isClipped={isClipped}
            onKill={mayKill ? () => kill({ flag: key }) : undefined}
          />
        </Suspense>
      ) : (
        dots
      )}
    </>
  );
}
