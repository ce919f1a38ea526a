import type { Clause } from '@signalbox/core/evaluator';
import { Anchor, MultiSelect, TagsInput, Text } from '@mantine/core';
import { useSegments } from '../../segments/use-segments.ts';
import { asTyped, comparison, readValue } from './values.ts';

interface ClauseValuesProps {
  project: string;
  environment: string;
  name: string;
  clause: Clause;
  error: string | undefined;
  onChange: (values: Clause['values']) => void;
}

export function ClauseValues(props: ClauseValuesProps) {
  return props.clause.operator === 'inSegment' ? <SegmentValues {...props} /> : <TypedValues {...props} />;
}

function SegmentValues({ project, environment, name, clause, error, onChange }: ClauseValuesProps) {
  const { data: segments = [] } = useSegments(project, environment);
  const chosen = clause.values.map(String);
  // One that is gone must still be seen, to be taken out.
  const keys = [...new Set([...segments.map(({ key }) => key), ...chosen])];
  return (
    <MultiSelect
      aria-label={`Segments of ${name}`}
      placeholder={chosen.length === 0 ? 'segment' : ''}
      data={keys.map((key) => ({ value: key, label: segments.find((one) => one.key === key)?.name ?? key }))}
      value={chosen}
      error={error}
      searchable
      nothingFoundMessage="No segment here yet"
      onChange={onChange}
    />
  );
}

function TypedValues({ name, clause, error, onChange }: ClauseValuesProps) {
  const { operator, values } = clause;
  // Known values keep their type; only what is new is read.
  const read = (shown: string[]) =>
    shown.map((text) => values.find((value) => String(value) === text) ?? readValue(operator, text, values));

  return (
    <div>
      <TagsInput
        aria-label={`Values of ${name}`}
        placeholder={values.length === 0 ? 'value, value…' : ''}
        value={values.map(String)}
        error={error}
        splitChars={[',', '\n', ';']}
        isDuplicate={(value, current) => current.includes(value)}
        spellCheck={false}
        onChange={(shown) => onChange(read(shown))}
      />
      {operator === 'in' && <Comparison values={values} onChange={onChange} />}
    </div>
  );
}

/** `5` and `"5"` are two values: where it matters, it is said which is meant. */
function Comparison({
  values,
  onChange,
}: Pick<ClauseValuesProps, 'onChange'> & { values: Clause['values'] }) {
  const compared = comparison(values);
  if (!compared) return null;
  const isText = compared === 'text';
  return (
    <Text size="xs" c="dimmed" mt={4}>
      Compared {isText ? 'as text' : 'as numbers or true and false'}.{' '}
      <Anchor
        component="button"
        type="button"
        size="xs"
        onClick={() => onChange(values.map(isText ? asTyped : String))}
      >
        {isText ? 'Compare as numbers or true and false' : 'Compare as text'}
      </Anchor>
    </Text>
  );
}
