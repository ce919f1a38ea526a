import { Loader, Progress, Text } from '@mantine/core';
import { IconCircleCheckFilled, IconPlugConnectedX } from '@tabler/icons-react';
import classes from './fleet.module.css';
import { StateIcon } from './instance-state.tsx';
import type { Receipt } from './model.ts';
import { browsersWords, otherWords, receiptWords, timesWords, wholeWords } from './words.ts';

interface StandingProps {
  receipt: Receipt;
  /** How they run now: "without it". */
  runs: string;
}

/** How far a revision got: the proof after a kill, and the head of the fleet. */
export function Standing({ receipt, runs }: StandingProps) {
  const { applied, connected, complete } = receipt;
  const nobody = connected === 0;
  const done = !nobody && complete;
  const times = timesWords(receipt);
  const browsers = browsersWords(receipt);
  const unknown = wholeWords(receipt);

  return (
    <div>
      <div className={classes.headline} data-done={done}>
        <StandingIcon nobody={nobody} done={done} />
        <output aria-label="Receipt">{receiptWords(receipt, runs)}</output>
      </div>
      {!nobody && (
        <Progress
          mt="sm"
          size="lg"
          value={(applied / connected) * 100}
          color={done ? 'green' : 'signal'}
          aria-label="SDK instances that have applied it"
        />
      )}
      {times && (
        <Text size="xs" c="dimmed" mt={6} className={classes.times}>
          {times}
        </Text>
      )}
      <ul className={classes.others} aria-label="The others">
        {otherWords(receipt).map(({ state, words }) => (
          <li key={state}>
            <StateIcon state={state} />
            {words}
          </li>
        ))}
      </ul>
      {unknown && (
        <Text size="sm" mt={6}>
          {unknown}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={6}>
        {nobody && `Whichever connects next runs ${runs}. `}
        {browsers}
      </Text>
    </div>
  );
}

function StandingIcon({ nobody, done }: { nobody: boolean; done: boolean }) {
  if (nobody) return <IconPlugConnectedX size={22} aria-hidden />;
  return done ? <IconCircleCheckFilled size={22} aria-hidden /> : <Loader size={20} aria-hidden />;
}
