import type { Clause } from '@signalbox/core/evaluator';
import { Anchor, TagsInput, Text } from '@mantine/core';
import { valuesError, type ClauseValuesProps } from './clause-field.ts';
import { kindOf, type ValueKind } from './operators.ts';
import classes from './rules.module.css';
import { asTyped, comparison, readValue } from './values.ts';

const PLACEHOLDERS: Partial<Record<ValueKind, string>> = {
  part: 'text, then Enter',
  network: '10.0.0.0/8, 2001:db8::/32…',
  version: '1.4.0, 2.0.0…',
};

/** Several short values. */
export function TagValues({ name, clause, problems, onChange }: ClauseValuesProps) {
  const { operator, values } = clause;
  const kind = kindOf(operator);
  // Known values keep their type; only what is new is read.
  const read = (shown: string[]) =>
    shown.map((text) => values.find((value) => String(value) === text) ?? readValue(operator, text, values));

  return (
    <div>
      <TagsInput
        aria-label={`Values of ${name}`}
        placeholder={values.length === 0 ? (PLACEHOLDERS[kind] ?? 'value, value…') : ''}
        value={values.map(String)}
        error={valuesError(problems)}
        // Part of a text may well be a comma.
        splitChars={kind === 'part' ? ['\n'] : [',', '\n', ';']}
        isDuplicate={(value, current) => current.includes(value)}
        spellCheck={false}
        {...(kind === 'network' && { className: classes.mono })}
        onChange={(shown) => onChange(read(shown))}
      />
      {kind === 'exact' && <Comparison values={values} onChange={onChange} />}
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
