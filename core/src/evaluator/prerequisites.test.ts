import { describe, expect, it } from 'vitest';
import { detailsOf, evaluate } from './evaluate.ts';
import { booleanFlag, rule, segment, stringFlag } from './fixtures.ts';
import type { Flag, Segment } from './model.ts';
import { changeRuleset, compileRuleset, type CompiledRuleset } from './ruleset.ts';

const NOTHING = { flags: [], segments: [], removed: { flags: [], segments: [] } };

const needs = (flag: string, variant = 'on'): Partial<Flag> => ({ prerequisites: [{ flag, variant }] });

function ruleset(flags: Flag[], segments: Segment[] = []): CompiledRuleset {
  return compileRuleset({ flags, segments });
}

function details(of: CompiledRuleset, key: string, context = {}) {
  return detailsOf(key, evaluate(of, key, undefined, context), null);
}

describe('a flag with a prerequisite', () => {
  const checkout = booleanFlag({ key: 'checkout', ...needs('payments') });

  it('is served by its rules while the other is at the variant', () => {
    const both = ruleset([checkout, booleanFlag({ key: 'payments' })]);
    expect(details(both, 'checkout')).toMatchObject({ variant: 'on', reason: 'DEFAULT' });
  });

  it.each<[string, Flag[]]>([
    ['is at another variant', [booleanFlag({ key: 'payments', fallthrough: { variant: 'off' } })]],
    ['is off', [booleanFlag({ key: 'payments', enabled: false })]],
    ['is killed', [booleanFlag({ key: 'payments', killed: true })]],
    ['is not there', []],
    ['cannot be read', [booleanFlag({ key: 'payments', fallthrough: { variant: 'nope' } })]],
    ['needs a targeting key', [booleanFlag({ key: 'payments', fallthrough: { variant: 'on', share: 1 } })]],
  ])('serves the off variant, and says because of what, while the other %s', (_, others) => {
    expect(details(ruleset([checkout, ...others]), 'checkout')).toMatchObject({
      value: false,
      variant: 'off',
      reason: 'DISABLED',
      flagMetadata: { prerequisite: 'payments' },
    });
  });

  it('may ask for the variant of a flag that is off', () => {
    const old = booleanFlag({ key: 'old-checkout', enabled: false });
    const next = booleanFlag({ key: 'checkout', ...needs('old-checkout', 'off') });
    expect(details(ruleset([old, next]), 'checkout').variant).toBe('on');
  });

  it('asks the other for the same context', () => {
    const payments = booleanFlag({
      key: 'payments',
      rules: [
        rule([{ attribute: 'country', operator: 'equals', values: ['DE'] }], { variant: 'on' }),
        rule([], { variant: 'off' }, 'rest'),
      ],
    });
    const both = ruleset([checkout, payments]);
    expect(details(both, 'checkout', { country: 'DE' }).value).toBe(true);
    expect(details(both, 'checkout', { country: 'FR' }).value).toBe(false);
  });

  it('counts an exposure of the flag that was asked, and none of the other', () => {
    const both = ruleset([checkout, booleanFlag({ key: 'payments' })]);
    evaluate(both, 'checkout', 'boolean', {});
    const counts = (key: string) => both.flags.get(key)?.outcomes.reduce((sum, each) => sum + each.count, 0);
    expect([counts('checkout'), counts('payments')]).toEqual([1, 0]);
  });

  it('answers PARSE_ERROR in a circle, of whatever length', () => {
    const circle = ruleset([
      booleanFlag({ key: 'a', ...needs('b') }),
      booleanFlag({ key: 'b', ...needs('c') }),
      booleanFlag({ key: 'c', ...needs('a') }),
      booleanFlag({ key: 'self', ...needs('self') }),
      booleanFlag({ key: 'outside', ...needs('a') }),
    ]);
    for (const key of ['a', 'b', 'c', 'self']) {
      expect(details(circle, key).errorCode).toBe('PARSE_ERROR');
    }
    expect(details(circle, 'outside')).toMatchObject({ variant: 'off', reason: 'DISABLED' });
  });

  it('answers PARSE_ERROR for a list that is none, and disturbs no change of others', () => {
    const broken = booleanFlag({ key: 'broken', prerequisites: 7 as unknown as [] });
    const first = ruleset([broken, booleanFlag({ key: 'payments' }), checkout]);
    const next = changeRuleset(first, {
      ...NOTHING,
      flags: [booleanFlag({ key: 'payments', killed: true })],
    });
    expect(details(next, 'broken').errorCode).toBe('PARSE_ERROR');
    expect(details(next, 'checkout').variant).toBe('off');
  });
});

describe('a change', () => {
  const changed = (before: CompiledRuleset, after: CompiledRuleset) =>
    [...after.flags.keys()].filter((key) => before.flags.get(key) !== after.flags.get(key));

  it('of a flag renews those that need it, directly or through others, and no other', () => {
    const before = ruleset([
      stringFlag({ key: 'base' }),
      booleanFlag({ key: 'middle', ...needs('base', 'list') }),
      booleanFlag({ key: 'top', ...needs('middle') }),
      booleanFlag({ key: 'other' }),
    ]);
    expect(details(before, 'top').value).toBe(true);
    const base = stringFlag({ key: 'base', version: 2, fallthrough: { variant: 'grid' } });
    const after = changeRuleset(before, { ...NOTHING, flags: [base] });
    expect(changed(before, after)).toEqual(['base', 'middle', 'top']);
    expect(details(after, 'top').value).toBe(false);
    expect(details(before, 'top').value).toBe(true);
  });

  it('that takes a flag away renews those that need it', () => {
    const before = ruleset([booleanFlag({ key: 'base' }), booleanFlag({ key: 'top', ...needs('base') })]);
    expect(details(before, 'top').value).toBe(true);
    const after = changeRuleset(before, { ...NOTHING, removed: { flags: ['base'], segments: [] } });
    expect(details(after, 'top')).toMatchObject({ value: false, flagMetadata: { prerequisite: 'base' } });
  });

  it('of a segment renews the flags that ask for it through other segments, in groups too, and what needs those', () => {
    const inSegment = (key: string) => ({
      attribute: 'targetingKey',
      operator: 'inSegment' as const,
      values: [key],
    });
    const staff = segment({ key: 'staff', included: ['anna'] });
    const insiders = segment({
      key: 'insiders',
      rules: [{ id: 'staff', clauses: [{ any: [inSegment('staff')] }] }],
    });
    const early = booleanFlag({
      key: 'early',
      rules: [rule([{ all: [inSegment('insiders')] }], { variant: 'on' })],
      fallthrough: { variant: 'off' },
    });
    const before = ruleset(
      [early, booleanFlag({ key: 'top', ...needs('early') }), booleanFlag({ key: 'other' })],
      [staff, insiders],
    );
    expect(details(before, 'top', { targetingKey: 'eve' }).value).toBe(false);
    const after = changeRuleset(before, {
      ...NOTHING,
      segments: [segment({ key: 'staff', version: 2, included: ['eve'] })],
    });
    expect(changed(before, after)).toEqual(['early', 'top']);
    expect(details(after, 'top', { targetingKey: 'eve' }).value).toBe(true);
    expect(details(after, 'top', { targetingKey: 'anna' }).value).toBe(false);
  });
});

describe('segments that use segments', () => {
  const uses = (key: string, other: string): Segment =>
    segment({
      key,
      rules: [{ id: 'r', clauses: [{ attribute: 'targetingKey', operator: 'inSegment', values: [other] }] }],
    });
  const asks = (key: string) =>
    booleanFlag({
      key: `asks-${key}`,
      rules: [rule([{ attribute: 'targetingKey', operator: 'inSegment', values: [key] }], { variant: 'on' })],
      fallthrough: { variant: 'off' },
    });

  it('contain whom those contain', () => {
    const all = ruleset(
      [asks('outer')],
      [uses('outer', 'middle'), uses('middle', 'inner'), segment({ key: 'inner', included: ['anna'] })],
    );
    expect(details(all, 'asks-outer', { targetingKey: 'anna' }).value).toBe(true);
    expect(details(all, 'asks-outer', { targetingKey: 'eve' }).value).toBe(false);
  });

  it('in a circle make the flags that use them answer PARSE_ERROR, and only those', () => {
    const all = ruleset(
      [asks('a'), asks('b'), asks('c')],
      [uses('a', 'b'), uses('b', 'a'), uses('c', 'gone')],
    );
    expect(details(all, 'asks-a').errorCode).toBe('PARSE_ERROR');
    expect(details(all, 'asks-b').errorCode).toBe('PARSE_ERROR');
    expect(details(all, 'asks-c')).toMatchObject({ value: false, reason: 'DEFAULT' });
  });
});
