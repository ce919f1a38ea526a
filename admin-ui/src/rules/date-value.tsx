import { Text, TextInput } from '@mantine/core';
import { parseDate } from '@signalbox/core/evaluator';
import { useState } from 'react';
import { valuesError, type ClauseValuesProps } from './clause-field.ts';
import { dateOf, datePartsOf, type DateParts } from './dates.ts';
import classes from './rules.module.css';

/** In UTC, as it is for everyone; what that is here stands below. */
export function DateValue({ name, clause, problems, onChange }: ClauseValuesProps) {
  const [value] = clause.values;
  const parts = datePartsOf(value);
  // A time typed before the day would be nothing yet.
  const [typedTime, setTypedTime] = useState('');
  const time = value === undefined ? typedTime : parts.time;
  const set = (part: Partial<DateParts>) => {
    const next = { ...parts, time, ...part };
    setTypedTime(next.time);
    const date = dateOf(next);
    onChange(date === undefined ? [] : [date]);
  };
  const error = valuesError(problems);

  return (
    <div>
      <div className={classes.date}>
        <TextInput
          type="date"
          aria-label={`Day of ${name}`}
          value={parts.date}
          error={Boolean(error)}
          onChange={({ currentTarget }) => set({ date: currentTarget.value })}
        />
        <TextInput
          type="time"
          step={time.length > 5 ? 1 : 60}
          aria-label={`Time of ${name}, UTC`}
          value={time}
          onChange={({ currentTarget }) => set({ time: currentTarget.value })}
        />
        <Text size="sm">UTC</Text>
      </div>
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)" mt={4}>
          {error}
        </Text>
      ) : (
        <Here at={parseDate(value)} />
      )}
    </div>
  );
}

const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

function Here({ at }: { at: number | undefined }) {
  // Where the clock shows UTC it would only be said twice.
  if (at === undefined || new Date(at).getTimezoneOffset() === 0) return null;
  return (
    <Text size="xs" c="dimmed" mt={4}>
      {local.format(at)} where you are
    </Text>
  );
}
