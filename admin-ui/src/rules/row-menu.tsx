import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCopyPlus,
  IconDots,
  IconParentheses,
  IconParenthesesOff,
  IconArrowBarToUp,
} from '@tabler/icons-react';

interface RowMenuProps {
  name: string;
  onDuplicate: () => void;
  /** Absent where groups stand as deep as they may. */
  onGroup: (() => void) | undefined;
  /** Only in a group. */
  onMoveOut: (() => void) | undefined;
  /** Only of a group. */
  onUngroup?: () => void;
}

/** The rarer edits of one condition. */
export function RowMenu({ name, onDuplicate, onGroup, onMoveOut, onUngroup }: RowMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`More for ${name}`}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopyPlus size={15} />} onClick={onDuplicate}>
          Duplicate
        </Menu.Item>
        {onGroup && (
          <Menu.Item leftSection={<IconParentheses size={15} />} onClick={onGroup}>
            Put into a group
          </Menu.Item>
        )}
        {onUngroup && (
          <Menu.Item leftSection={<IconParenthesesOff size={15} />} onClick={onUngroup}>
            Ungroup
          </Menu.Item>
        )}
        {onMoveOut && (
          <Menu.Item leftSection={<IconArrowBarToUp size={15} />} onClick={onMoveOut}>
            Move out of the group
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
