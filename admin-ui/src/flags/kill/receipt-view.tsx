import { Button, Group, Loader, Progress, Stack, Table, Text } from '@mantine/core';
import { IconCircleCheckFilled, IconPlugConnectedX } from '@tabler/icons-react';
import type { Environment } from '../../environments/model.ts';
import type { Receipt } from '../../fleet/model.ts';
import { useReceipt } from '../../fleet/use-receipt.ts';
import { browserWords, receiptWords } from '../../fleet/words.ts';
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
      <Loaded query={receipt}>{(data) => <Standing receipt={data} runs={runs} />}</Loaded>
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

function Standing({ receipt, runs }: { receipt: Receipt; runs: string }) {
  const { applied, connected, browsers } = receipt;
  const nobody = connected === 0;
  const complete = !nobody && applied === connected;
  const missing = receipt.instances.filter(({ state }) => state !== 'applied');

  return (
    <>
      <div>
        <div className={`${classes.count} ${complete ? classes.done : ''}`}>
          <StandingIcon nobody={nobody} complete={complete} />
          <output aria-label="Receipt">{receiptWords(receipt, runs)}</output>
        </div>
        {!nobody && (
          <Progress
            mt="sm"
            size="lg"
            value={(applied / connected) * 100}
            color={complete ? 'green' : 'signal'}
            aria-label="SDK instances that have applied it"
          />
        )}
        <Text size="xs" c="dimmed" mt={6}>
          {nobody && 'Whichever connects next starts with it. '}
          {browsers > 0 &&
            `Besides, ${browserWords(browsers)} hold a stream: an estimate, for they send no receipt.`}
        </Text>
      </div>
      {missing.length > 0 && <Missing instances={missing} />}
    </>
  );
}

function StandingIcon({ nobody, complete }: { nobody: boolean; complete: boolean }) {
  if (nobody) return <IconPlugConnectedX size={22} aria-hidden />;
  return complete ? <IconCircleCheckFilled size={22} aria-hidden /> : <Loader size={20} aria-hidden />;
}

function Missing({ instances }: { instances: Receipt['instances'] }) {
  return (
    <div className={classes.missing}>
      <Table verticalSpacing={4} captionSide="top">
        <Table.Caption ta="left" mt={0}>
          Not there yet
        </Table.Caption>
        <Table.Tbody>
          {instances.map(({ instance, application, sdk, state, lastSeenAt }) => (
            <Table.Tr key={instance}>
              <Table.Td>{application ?? instance}</Table.Td>
              <Table.Td c="dimmed">{sdk}</Table.Td>
              <Table.Td>{state === 'delivered' ? 'sent, not confirmed' : 'waiting'}</Table.Td>
              <Table.Td c="dimmed">
                seen <Ago at={lastSeenAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
