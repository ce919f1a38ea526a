import { Button, Text } from '@mantine/core';
import { IconPower } from '@tabler/icons-react';
import { headlineText } from '../../changes/headline.ts';
import { LinkText } from '../../ui/links.tsx';
import { Ago } from '../../ui/time.tsx';
import { useKillSwitch, type KillTarget, type RestoreTarget } from '../kill/kill-context.ts';
import { StateLabel } from '../state-label.tsx';
import classes from './incident.module.css';
import type { Suspect } from './recent-first.ts';

interface SuspectRowProps {
  project: string;
  suspect: Suspect;
  target: KillTarget & RestoreTarget;
  mayKill: boolean;
  /** It is what Enter kills. */
  isFirst: boolean;
}

export function SuspectRow({ project, suspect, target, mayKill, isFirst }: SuspectRowProps) {
  const { kill, restore } = useKillSwitch();
  const { flag, change } = suspect;
  const { key, description } = flag;
  const { environment } = target;
  const config = flag.environments[environment];
  const killed = config?.killed;

  return (
    <li className={classes.row} data-first={isFirst || undefined}>
      <div className={classes.what}>
        <LinkText
          to="/p/$project/flags/$flag"
          params={{ project, flag: key }}
          search={{ environment }}
          className={classes.key}
        >
          {key}
        </LinkText>
        {description && (
          <Text size="xs" c="dimmed" truncate>
            {description}
          </Text>
        )}
        {change && (
          <Text size="xs" className={classes.change}>
            <Ago at={change.at} />: {change.actor.name} {headlineText(change)}
          </Text>
        )}
      </div>
      <div className={classes.state}>{config && <StateLabel config={config} />}</div>
      {mayKill &&
        (killed ? (
          <Button
            size="xs"
            variant="default"
            aria-label={`Restore ${key}`}
            onClick={() => restore({ flag: key, environment })}
          >
            Restore…
          </Button>
        ) : (
          <Button
            size="xs"
            color="red"
            variant={isFirst ? 'filled' : 'light'}
            leftSection={<IconPower size={14} />}
            aria-label={`Kill ${key}`}
            onClick={() => kill(target)}
          >
            Kill
          </Button>
        ))}
    </li>
  );
}
