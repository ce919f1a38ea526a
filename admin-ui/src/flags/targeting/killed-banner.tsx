import { Alert, Button, Group, Text } from '@mantine/core';
import { IconOctagonFilled } from '@tabler/icons-react';
import type { Environment } from '../../environments/model.ts';
import { useMay } from '../../people/use-session.ts';
import { Ago } from '../../ui/time.tsx';
import { useKillSwitch } from '../kill/kill-context.ts';
import type { Kill } from '../model.ts';

interface KilledBannerProps {
  flag: string;
  environment: Environment;
  kill: Kill;
}

export function KilledBanner({ flag, environment, kill }: KilledBannerProps) {
  const mayRestore = useMay('operator');
  const { restore } = useKillSwitch();
  return (
    <Alert
      color="red"
      variant="light"
      maw="60rem"
      icon={<IconOctagonFilled size={18} />}
      title={`Killed in ${environment.name}`}
    >
      <Group justify="space-between" gap="sm">
        <div>
          <Text size="sm">
            By {kill.by} <Ago at={kill.at} />
            {kill.incident && <> · {kill.incident}</>}
            {kill.reason && <> · “{kill.reason}”</>}
          </Text>
          <Text size="sm" c="dimmed">
            Everyone gets the off variant. The rules below wait unchanged
            {mayRestore ? '.' : '; an operator may restore it.'}
          </Text>
        </div>
        {mayRestore && (
          <Button variant="default" onClick={() => restore({ flag, environment: environment.key })}>
            Restore…
          </Button>
        )}
      </Group>
    </Alert>
  );
}
