import { Button } from '@mantine/core';
import { IconPower } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useMay } from '../../people/use-session.ts';
import { useKillSwitch } from '../kill/kill-context.ts';
import type { Flag } from '../model.ts';

/** Kill proposes the environment that one is looking at. */
export function FlagActions({ flag }: { flag: Flag }) {
  const mayKill = useMay('operator');
  const { environment } = useSearch({ from: '/app/p/$project/flags/$flag' });
  const { kill } = useKillSwitch();
  if (!mayKill || flag.archived) return null;
  return (
    <Button
      color="red"
      leftSection={<IconPower size={16} />}
      onClick={() => kill({ flag: flag.key, ...(environment ? { environment } : {}) })}
    >
      Kill
    </Button>
  );
}
