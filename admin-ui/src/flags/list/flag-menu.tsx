import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconHistory, IconPower } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { copyText } from '../../ui/copy-text.ts';

interface FlagMenuProps {
  project: string;
  flagKey: string;
  onKill: (() => void) | undefined;
  /** Whether the place that it opens in would cut it off. */
  isClipped: boolean;
}

export function FlagMenu({ project, flagKey, onKill, isClipped }: FlagMenuProps) {
  const navigate = useNavigate();
  const target = useRef<HTMLButtonElement>(null);
  return (
    // It is open from the start, so there is nothing yet that the kit could return the focus to.
    <Menu
      position="bottom-end"
      withinPortal={isClipped}
      defaultOpened
      onClose={() => target.current?.focus()}
    >
      <Menu.Target>
        <ActionIcon ref={target} aria-label={`More about ${flagKey}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copyText(flagKey)}>
          Copy key
        </Menu.Item>
        <Menu.Item
          leftSection={<IconHistory size={15} />}
          onClick={() =>
            void navigate({
              to: '/p/$project/flags/$flag',
              params: { project, flag: flagKey },
              search: { tab: 'history' },
            })
          }
        >
          History
        </Menu.Item>
        {onKill && (
          <Menu.Item color="red.7" leftSection={<IconPower size={15} />} onClick={onKill}>
            Kill…
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
