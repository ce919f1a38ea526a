import {
  compileRuleset,
  explain,
  type EvaluationContext,
  type Flag,
  type Segment,
} from '@signalbox/core/evaluator';
import { describe, expect, test } from 'vitest';
import { explanationText } from './text.ts';

const flag = (fields: Partial<Flag> = {}): Flag => ({
  key: 'new-checkout',
  version: 1,
  valueType: 'boolean',
  variants: [
    { name: 'on', value: true },
    { name: 'off', value: false },
  ],
  enabled: true,
  offVariant: 'off',
  rules: [],
  fallthrough: { variant: 'on' },
  salt: 'a1b2c3d4',
  ...fields,
});

/** The lines about the first of the flags. */
function lines(flags: Flag[], context: EvaluationContext = {}, segments: Segment[] = []): string[] {
  const [first] = flags;
  const ruleset = compileRuleset({ flags, segments });
  return explanationText(explain(ruleset, first?.key ?? 'nobody', undefined, context)).split('\n');
}

describe('an explanation in words', () => {
  test('of a flag that is the same for everybody', () => {
    expect(lines([flag()])).toEqual([
      'new-checkout: true (variant "on", STATIC)',
      '  ✓ everybody',
      '    → "on"',
    ]);
  });

  test('names the rule that decides, what the others saw, and what was not reached', () => {
    const rule = (id: string, country: string) => ({
      id,
      clauses: [{ attribute: 'country', operator: 'in' as const, values: [country] }],
      serve: { variant: 'on' },
    });
    const rules = [
      rule('dutch', 'NL'),
      { ...rule('austrian', 'AT'), description: 'Pilot' },
      rule('last', 'DE'),
    ];
    expect(lines([flag({ rules, fallthrough: { variant: 'off' } })], { country: 'AT' })).toEqual([
      'new-checkout: true (variant "on", TARGETING_MATCH)',
      '  ✗ rule dutch',
      '    ✗ country is "AT"; wanted: is one of "NL"',
      '  ✓ rule austrian (Pilot)',
      '    ✓ country is "AT"; wanted: is one of "AT"',
      '    → "on"',
      '  · rule last: not reached',
      '  · everybody else: not reached',
    ]);
  });

  test('opens groups and segments, also those inside one another', () => {
    const member = (key: string) => ({
      attribute: 'targetingKey',
      operator: 'inSegment' as const,
      values: [key],
    });
    const segment = (key: string, fields: Partial<Segment>): Segment => ({
      key,
      version: 1,
      included: [],
      excluded: [],
      rules: [],
      ...fields,
    });
    const beta = { attribute: 'beta', operator: 'exists' as const, values: [] };
    const clauses = [{ any: [{ none: [beta] }, member('outer')] }, member('gone')];
    const rules = [{ id: 'r1', clauses, serve: { variant: 'on' } }];
    const segments = [
      segment('outer', { rules: [{ id: 's1', clauses: [member('inner')] }] }),
      segment('inner', { included: ['ada'] }),
    ];
    expect(lines([flag({ rules })], { targetingKey: 'ada', beta: true }, segments)).toEqual([
      'new-checkout: true (variant "on", DEFAULT)',
      '  ✗ rule r1',
      '    ✓ any of',
      '      ✗ none of',
      expect.stringMatching(/^ {8}✓ beta is true/),
      expect.stringMatching(/^ {6}✓ .*segment "outer"/),
      '        ✓ segment outer has a rule that holds',
      '          ✓ rule s1',
      expect.stringMatching(/^ {12}✓ .*segment "inner"/),
      '              ✓ segment inner includes the targeting key',
      expect.stringMatching(/^ {4}✗ .*segment "gone"/),
      '      ✗ segment gone is not there, so nobody is in it',
      '  ✓ everybody else',
      '    → "on"',
    ]);
  });

  test.each([
    [
      'inside',
      100_000 - 1,
      /^ {4}→ "on", inside the share: bucket [\d,]+ of targetingKey "ada", the share of 99.999 % ends at 99,999$/,
    ],
    [
      'outside',
      1,
      /^ {4}→ "off", outside the share: bucket [\d,]+ of targetingKey "ada", the share of 0.001 % ends at 1$/,
    ],
    ['outside one of nothing', 0, /^ {4}→ "off", outside the share: it is 0 %$/],
  ])('shows who is %s the share of everybody', (_where, share, line) => {
    const found = lines([flag({ fallthrough: { variant: 'on', share } })], { targetingKey: 'ada' });
    expect(found.at(-1)).toMatch(line);
  });

  test('of somebody outside the share of a rule goes on to what comes next', () => {
    const rules = [{ id: 'r1', clauses: [], serve: { variant: 'on', share: 0 } }];
    expect(lines([flag({ rules, fallthrough: { variant: 'off' } })])).toEqual([
      'new-checkout: false (variant "off", DEFAULT)',
      '  ✗ rule r1',
      '    ✗ outside the share: it is 0 %',
      '  ✓ everybody else',
      '    → "off"',
    ]);
  });

  test('shows the parts of a split, and the bucket', () => {
    const split = [
      { variant: 'on', weight: 12_500 },
      { variant: 'off', weight: 87_500 },
    ];
    const found = lines([flag({ fallthrough: { split, bucketBy: 'organization.key' } })], {
      organization: { key: 7 },
    });
    expect(found.at(-1)).toMatch(
      /^ {4}→ "o(n|ff)" by the split \(12.5 % on, 87.5 % off\) at bucket [\d,]+ of organization.key "7"$/,
    );
    const without = lines([flag({ fallthrough: { split, bucketBy: 'organization.key' } })]);
    expect(without).toEqual([
      "new-checkout: the application's default (ERROR, TARGETING_KEY_MISSING)",
      '  ✗ Flag "new-checkout" is split by an attribute that is missing.',
      '  ✗ everybody',
      '    ✗ split by organization.key, which the context does not have',
    ]);
  });

  test('of a flag that is off, or killed, says so', () => {
    expect(lines([flag({ enabled: false })])[1]).toBe('  ✗ off: everybody gets "off"');
    expect(lines([flag({ killed: true })])[1]).toBe('  ✗ killed: everybody gets "off"');
  });

  test('follows prerequisites until one is not met', () => {
    const prerequisites = ['payments', 'gone', 'never-asked'].map((key) => ({ flag: key, variant: 'on' }));
    expect(lines([flag({ prerequisites }), flag({ key: 'payments' })])).toEqual([
      'new-checkout: false (variant "off", DISABLED)',
      '  ✓ needs payments at "on": it is at "on"',
      '    ✓ everybody',
      '      → "on"',
      '  ✗ needs gone at "on": it is not there',
      '  · everybody else: not reached',
    ]);
  });

  test('of a flag that is not there, or cannot be read, tells why', () => {
    expect(lines([])).toEqual([
      "nobody: the application's default (ERROR, FLAG_NOT_FOUND)",
      '  ✗ There is no flag "nobody".',
    ]);
    expect(lines([flag({ fallthrough: { variant: 'blue' } })])).toEqual([
      "new-checkout: the application's default (ERROR, PARSE_ERROR)",
      '  ✗ Flag "new-checkout" cannot be read: it has no boolean variant "blue".',
    ]);
  });
});
