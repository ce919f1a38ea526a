import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCopy, IconDots, IconHistory, IconPower } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../people/use-session.ts';
import { copyText } from '../../ui/copy-text.ts';
import { useKillSwitch } from '../kill/kill-context.ts';
import type { Flag } from '../model.ts';
import classes from './flag-list.module.css';

/** Kill stands by itself: in an incident a menu would be one action too many. */
export function FlagActions({ project, flag }: { project: string; flag: Flag }) {
  const mayKill = useMay('operator') && !flag.archived;
  const { kill } = useKillSwitch();
  const navigate = useNavigate();
  const { key } = flag;

  return (
    <>
      {mayKill && (
        <Tooltip label={`Kill ${key}`}>
          <ActionIcon
            color="red"
            className={classes.kill}
            aria-label={`Kill ${key}`}
            onClick={() => kill({ flag: key })}
          >
            <IconPower size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      {/* Beside the page: cards are clipped, so that long lists stay fluid. */}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon aria-label={`More about ${key}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copyText(key)}>
            Copy key
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHistory size={15} />}
            onClick={() =>
              void navigate({
                to: '/p/$project/flags/$flag',
                params: { project, flag: key },
                search: { tab: 'history' },
              })
            }
          >
            History
          </Menu.Item>
          {mayKill && (
            <Menu.Item color="red" leftSection={<IconPower size={15} />} onClick={() => kill({ flag: key })}>
              Kill…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
