import { describe, expect, test } from 'vitest';
import { atRows, newRow, readMetadata, retyped, rowsOf, type MetadataRow } from './metadata-rows.ts';

const row = (name: string, value = '', type: MetadataRow['type'] = 'string') => ({
  ...newRow(),
  name,
  value,
  type,
});

describe('metadata in rows', () => {
  test('is read as it was written', () => {
    const metadata = { team: 'payments', tier: -1.5, 'on-call': false, digits: '42', empty: '' };
    expect(readMetadata(rowsOf(metadata))).toEqual({ metadata, errors: {} });
    expect(rowsOf(metadata)).toEqual(rowsOf(metadata));
    expect(rowsOf(undefined)).toEqual([]);
  });

  test('takes a number as people write it, and a name without the blanks around it', () => {
    expect(readMetadata([row(' tier ', ' .5 ', 'number')]).metadata).toEqual({ tier: 0.5 });
  });

  test.each([
    [row(''), { 'metadata.0.name': 'Enter a name.' }],
    [row('n'.repeat(65)), { 'metadata.0.name': 'Use at most 64 characters.' }],
    [row('__proto__'), { 'metadata.0.name': 'This name is reserved.' }],
    [row('ruleId'), { 'metadata.0.name': 'Answers use this name themselves.' }],
    [row('team', 'x'.repeat(513)), { 'metadata.0.value': 'Use at most 512 characters.' }],
    [row('tier', '', 'number'), { 'metadata.0.value': 'Enter a number, such as 0.5.' }],
    [row('tier', 'one', 'number'), { 'metadata.0.value': 'Enter a number, such as 0.5.' }],
    [row('tier', '1e999', 'number'), { 'metadata.0.value': 'Enter a number, such as 0.5.' }],
  ])('says what is wrong with a row, beside it: %j', (wrong, errors) => {
    expect(readMetadata([wrong]).errors).toEqual(errors);
  });

  test('says which of two rows of one name is one too many', () => {
    expect(readMetadata([row('team', 'a'), row('team ', 'b')]).errors).toEqual({
      'metadata.1.name': 'Another entry has this name.',
    });
  });

  test('keeps what was typed when the type changes, if it can', () => {
    expect(retyped(row('a', '42'), 'number').value).toBe('42');
    expect(retyped(row('a', 'false'), 'boolean').value).toBe('false');
    expect(retyped(row('a', 'maybe'), 'boolean').value).toBe('true');
  });

  test('shows what the server says about an entry beside its row', () => {
    const said = { 'metadata.a.b': 'No.', owner: 'Too long.', metadata: 'Too many.' };
    expect(atRows(said, [row('x'), row('a.b')])).toEqual({
      'metadata.1.name': 'No.',
      owner: 'Too long.',
      metadata: 'Too many.',
    });
  });
});
