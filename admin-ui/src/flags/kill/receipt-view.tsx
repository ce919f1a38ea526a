import { Button, Group, Stack, Text } from '@mantine/core';
import type { Environment } from '../../environments/model.ts';
import { InstanceState } from '../../fleet/instance-state.tsx';
import type { Receipt } from '../../fleet/model.ts';
import { NotRefreshed } from '../../fleet/not-refreshed.tsx';
import { Standing } from '../../fleet/standing.tsx';
import { useReceipt } from '../../fleet/use-receipt.ts';
import { countWords } from '../../fleet/words.ts';
import { Ago } from '../../ui/time.tsx';
import { useInitialFocus } from '../../ui/use-initial-focus.ts';
import { Loaded } from '../../ui/loaded.tsx';
import classes from './kill.module.css';

interface ReceiptViewProps {
  project: string;
  environment: Environment;
  revision: number;
  /** How they run now: "without it". */
  runs: string;
  onClose: () => void;
}

/** The proof, as it comes in: who runs with the revision, and who does not yet. */
export function ReceiptView({ project, environment, revision, runs, onClose }: ReceiptViewProps) {
  const done = useInitialFocus<HTMLButtonElement>();
  const receipt = useReceipt(project, environment.key, revision);
  return (
    <Stack gap="md">
      <div>
        <NotRefreshed query={receipt} />
        <Loaded query={receipt}>
          {(data) => (
            <>
              <Standing receipt={data} runs={runs} />
              <Missing receipt={data} />
            </>
          )}
        </Loaded>
      </div>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          Revision {revision} of {environment.name}
        </Text>
        <Button variant="default" ref={done} onClick={onClose}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}

/** The worst in a dialog; the fleet has them all. */
const SHOWN = 20;

/** Those that are not there yet, and those of whom nobody knows: without it, as far as they said. */
function Missing({ receipt }: { receipt: Receipt }) {
  const { connected, applied, silent } = receipt;
  const missing = [
    ...receipt.instances.filter(({ state }) => state !== 'applied'),
    ...silent.instances.filter(({ behind }) => behind !== 0),
  ].slice(0, SHOWN);
  const more = connected - applied + silent.behind - missing.length;
  if (missing.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <section className={classes.missing} tabIndex={0} aria-label="Not there yet">
      <Text size="xs" c="dimmed">
        Not there yet
      </Text>
      <ul>
        {missing.map((one) => (
          <li key={one.instance}>
            <strong>{one.application ?? one.instance}</strong>
            <InstanceState instance={one} />
            <Text size="xs" c="dimmed" component="span">
              last seen <Ago at={one.lastSeenAt} />
            </Text>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Text size="xs" c="dimmed">
          and {countWords(more)} more
        </Text>
      )}
    </section>
  );
}
