import { Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Loaded } from '../ui/loaded.tsx';
import { Section } from '../ui/section.tsx';
import { Ago } from '../ui/time.tsx';
import classes from './fleet.module.css';
import type { Propagation } from './model.ts';
import { usePropagation } from './use-propagation.ts';
import { milliseconds } from './words.ts';

/** What the server measures on itself all the time, whether somebody is connected or not. */
export function ProbeCard() {
  const propagation = usePropagation();
  return (
    <Section title="Propagation probe" description="From a commit to an SDK that answers by it">
      <Loaded query={propagation} skeleton={<Skeleton height={60} />}>
        {(measured) => <Measured {...measured} />}
      </Loaded>
    </Section>
  );
}

function Measured({ lastMs, p50Ms, p99Ms, measuredAt, failing, samples }: Propagation) {
  return (
    <>
      {failing !== null && (
        <Text size="sm" c="var(--mantine-color-error)" className={classes.failing} role="alert">
          <IconAlertTriangle size={15} aria-hidden /> {failing}
        </Text>
      )}
      {lastMs === null || measuredAt === null ? (
        <Text size="sm" c="dimmed">
          Nothing measured yet, or the probe is off.
        </Text>
      ) : (
        <dl className={classes.counts}>
          <div>
            <dt>
              last, <Ago at={measuredAt} />
            </dt>
            <dd>{milliseconds(lastMs)}</dd>
          </div>
          <Percentile name="p50" ms={p50Ms} />
          <Percentile name="p99" ms={p99Ms} />
          <div>
            <dt>rounds answered, of at most 100</dt>
            <dd>{samples}</dd>
          </div>
        </dl>
      )}
    </>
  );
}

function Percentile({ name, ms }: { name: string; ms: number | null }) {
  if (ms === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{milliseconds(ms)}</dd>
    </div>
  );
}
