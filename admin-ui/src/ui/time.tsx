import { Tooltip } from '@mantine/core';
import { useNow } from './use-now.ts';
import { ago } from './ago.ts';

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** How long ago, with the exact time at hand. */
export function Ago({ at }: { at: number }) {
  const now = useNow();
  return (
    <Tooltip label={exact.format(at)}>
      <time dateTime={new Date(at).toISOString()}>{ago(at, now)}</time>
    </Tooltip>
  );
}

/** A moment to come, by its day, with the exact time at hand. */
export function Moment({ at }: { at: number }) {
  return (
    <Tooltip label={exact.format(at)}>
      <time dateTime={new Date(at).toISOString()}>{day.format(at)}</time>
    </Tooltip>
  );
}

export function Day({ date }: { date: string }) {
  return <time dateTime={date}>{day.format(new Date(`${date}T12:00:00`))}</time>;
}
