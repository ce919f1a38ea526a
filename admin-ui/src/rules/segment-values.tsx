import { MultiSelect } from '@mantine/core';
import { useSegments } from '../segments/use-segments.ts';
import { valuesError, type ClauseValuesProps } from './clause-field.ts';
import { useEditing } from './editing.ts';

export function SegmentValues({ name, clause, problems, onChange }: ClauseValuesProps) {
  const { project, environment, segment: own } = useEditing();
  const { data: segments = [] } = useSegments(project, environment);
  const chosen = clause.values.map(String);
  // One that is gone must still be seen, to be taken out.
  const keys = [...new Set([...segments.map(({ key }) => key).filter((key) => key !== own), ...chosen])];
  return (
    <MultiSelect
      aria-label={`Segments of ${name}`}
      placeholder={chosen.length === 0 ? 'segment' : ''}
      data={keys.map((key) => ({ value: key, label: segments.find((one) => one.key === key)?.name ?? key }))}
      value={chosen}
      error={valuesError(problems)}
      searchable
      nothingFoundMessage={own === undefined ? 'No segment here yet' : 'No other segment here yet'}
      onChange={onChange}
    />
  );
}
