import { Alert, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconInfoCircle, IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { EnvironmentName } from '../../environments/environment-name.tsx';
import { EnvironmentPicker } from '../../environments/environment-picker.tsx';
import type { Environment } from '../../environments/model.ts';
import { connectedWords } from '../../fleet/words.ts';
import { useInstances } from '../../fleet/use-instances.ts';
import { Refusal } from '../../ui/refusal.tsx';
import type { Flag } from '../model.ts';
import { AlsoChangesView } from './also-changes-view.tsx';
import classes from './kill.module.css';
import { offValue } from './off-value.ts';
import type { useKillFlag } from './use-kill-flag.ts';

interface KillFormProps {
  project: string;
  flag: Flag;
  environments: readonly Environment[];
  environment: Environment;
  initialIncident: string;
  onEnvironment: (environment: string) => void;
  kill: ReturnType<typeof useKillFlag>;
  onCancel: () => void;
}

export function KillForm(props: KillFormProps) {
  const { project, flag, environments, environment, initialIncident, onEnvironment, kill, onCancel } = props;
  const [reason, setReason] = useState('');
  const [incident, setIncident] = useState(initialIncident);
  const instances = useInstances(project, environment.key);
  const config = flag.environments[environment.key];
  const killed = config?.killed;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        kill.mutate({
          flag: flag.key,
          environment: environment.key,
          reason: reason.trim(),
          incident: incident.trim() || null,
        });
      }}
    >
      <Stack gap="md">
        <EnvironmentPicker
          fullWidth
          environments={environments}
          value={environment.key}
          onChange={onEnvironment}
        />
        <div
          className={classes.effect}
          style={{ borderLeftColor: `var(--mantine-color-${environment.color}-6)` }}
        >
          <Text>
            Everyone in{' '}
            <strong>
              <EnvironmentName environment={environment} />
            </strong>{' '}
            gets <Code>{config?.offVariant}</Code> {config && <>= {offValue(flag, config)}</>} at once.
          </Text>
          <Text size="xs" c="dimmed">
            Its rules stay as they are, for the way back.
          </Text>
          {config && (
            <AlsoChangesView
              project={project}
              environment={environment.key}
              flag={flag.key}
              offVariant={config.offVariant}
            />
          )}
          <Text size="sm" mt={6} className={classes.line}>
            <IconPlugConnected size={15} aria-hidden />
            <span>{instances.data ? connectedWords(instances.data) : 'Counting SDK instances…'}</span>
          </Text>
        </div>
        {killed && (
          <Alert color="gray" p="xs" icon={<IconInfoCircle size={16} />}>
            {killed.by} has killed it here already{killed.reason && `: ${killed.reason}`}
          </Alert>
        )}
        {config && !killed && !config.enabled && (
          <Alert color="gray" p="xs" icon={<IconInfoCircle size={16} />}>
            It is off here now. Killed, it stays off whatever anyone saves, until it is restored.
          </Alert>
        )}
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label="Reason (optional)"
            value={reason}
            maxLength={1_000}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <TextInput
            label="Incident (optional)"
            placeholder="INC-123"
            value={incident}
            maxLength={120}
            onChange={({ currentTarget }) => setIncident(currentTarget.value)}
          />
        </Group>
        <Refusal error={kill.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          {/* In focus from the start: the second of the two actions is one key. */}
          <Button type="submit" color="red" data-autofocus loading={kill.isPending} disabled={!config}>
            Confirm kill
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
