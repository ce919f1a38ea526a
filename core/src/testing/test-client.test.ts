import { describe, expect, it } from 'vitest';
import { allStates, createTestClient } from './index.ts';

describe('a test client', () => {
  it('answers with the values that the test gives, of every type, for everybody', async () => {
    const client = createTestClient({
      flags: { checkout: true, 'page-size': 25, layout: 'grid', banner: { color: 'blue' }, nothing: null },
    });
    expect(await client.ready()).toEqual({ ready: true, status: 'READY' });
    expect(client.isEnabled('checkout')).toBe(true);
    expect(client.getNumberValue('page-size', 10)).toBe(25);
    expect(client.getStringValue('layout', 'list')).toBe('grid');
    expect(client.getObjectValue('banner', null)).toEqual({ color: 'blue' });
    expect(client.getObjectValue('nothing', 'default')).toBeNull();
    expect(client.getBooleanDetails('checkout', false)).toMatchObject({ variant: 'on', reason: 'STATIC' });
    expect(client.getStringDetails('checkout', 'x')).toMatchObject({
      value: 'x',
      errorCode: 'TYPE_MISMATCH',
    });
    expect(client.getBooleanDetails('unknown', true)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
  });

  it('tells listeners which flag was set, defined or removed', () => {
    const client = createTestClient({ flags: { checkout: true, layout: 'grid' } });
    const heard: (readonly string[])[] = [];
    client.on('change', (keys) => heard.push(keys));
    client.setFlag('checkout', false);
    client.removeFlag('layout');
    expect(client.isEnabled('checkout', {}, true)).toBe(false);
    expect(client.getStringDetails('layout', 'list').errorCode).toBe('FLAG_NOT_FOUND');
    expect(heard).toEqual([['checkout'], ['layout']]);
  });

  it('evaluates rules, segments and percentages as in production', () => {
    const client = createTestClient({
      rules: [
        {
          key: 'express',
          variants: [
            { name: 'on', value: true },
            { name: 'off', value: false },
          ],
          rules: [
            {
              id: 'staff',
              clauses: [{ attribute: '', operator: 'inSegment', values: ['staff'] }],
              serve: { variant: 'on' },
            },
          ],
          fallthrough: { variant: 'on', share: 50_000 },
        },
      ],
      segments: [{ key: 'staff', included: ['ada'] }],
    });
    const reasonFor = (targetingKey: string) =>
      client.getBooleanDetails('express', false, { targetingKey }).reason;
    expect(reasonFor('ada')).toBe('TARGETING_MATCH');
    expect(reasonFor('bob')).toBe('SPLIT');
    const on = Array.from({ length: 1_000 }, (_, n) =>
      client.isEnabled('express', { targetingKey: `u${n}` }),
    );
    expect(on.filter(Boolean).length).toBeGreaterThan(400);
    client.defineSegment({ key: 'staff', included: ['bob'] });
    expect([reasonFor('ada'), reasonFor('bob')]).toEqual(['SPLIT', 'TARGETING_MATCH']);
    expect(client.explain('express', { targetingKey: 'bob' }).decidedBy).toEqual({
      type: 'rule',
      ruleId: 'staff',
    });
  });

  it('stands in for a client without a ruleset, and for one whose server is gone', async () => {
    const client = createTestClient({ flags: { checkout: true }, status: 'NOT_READY' });
    expect(await client.ready({ timeoutMs: 60_000 })).toMatchObject({ ready: false, status: 'NOT_READY' });
    expect(client.isEnabled('checkout')).toBe(false);
    client.setStatus('READY');
    expect(client.isEnabled('checkout')).toBe(true);
    const heard: string[] = [];
    client.on('status', (status) => heard.push(status));
    client.setStatus('STALE');
    client.setFlag('checkout', false);
    expect(client.getBooleanDetails('checkout', false)).toMatchObject({ value: true, reason: 'STALE' });
    client.setStatus('READY');
    expect(client.isEnabled('checkout')).toBe(false);
    expect(heard).toEqual(['STALE', 'READY']);
    expect(() => client.setStatus('NOT_READY')).toThrow('create one with that status');
    expect(createTestClient({ status: 'ERROR' }).status).toBe('ERROR');
  });

  it('remembers what was asked and tracked', async () => {
    const client = createTestClient({ flags: { checkout: true } });
    client.isEnabled('checkout');
    client.setFlag('checkout', false);
    for (let i = 0; i < 2; i++) client.isEnabled('checkout');
    client.track('order', {}, { value: 10 });
    expect(await client.exposures()).toEqual([
      { flag: 'checkout', variant: 'on', reason: 'STATIC', count: 1 },
      { flag: 'checkout', variant: 'off', reason: 'STATIC', count: 2 },
    ]);
    client.track('order', {}, { value: 5 });
    client.isEnabled('checkout');
    expect(await client.tracked()).toEqual([{ metric: 'order', count: 2, sum: 15 }]);
    expect(await client.exposures()).toContainEqual(expect.objectContaining({ variant: 'off', count: 3 }));
  });

  it('is as new after a reset', async () => {
    const client = createTestClient({ flags: { checkout: true } });
    client.setFlag('checkout', false);
    client.setFlag('other', 1);
    client.isEnabled('checkout');
    await client.reset();
    expect(client.isEnabled('checkout')).toBe(true);
    expect(client.getNumberDetails('other', 0).errorCode).toBe('FLAG_NOT_FOUND');
    expect(await client.exposures()).toEqual([
      { flag: 'checkout', variant: 'on', reason: 'STATIC', count: 1 },
    ]);
  });

  it('can be closed, and goes on answering as a real one does', async () => {
    const client = createTestClient({ flags: { checkout: true } });
    await client.close();
    expect(client.isEnabled('checkout')).toBe(true);
  });
});

describe('all states of some flags', () => {
  it('are every combination, off first', () => {
    expect(allStates('a')).toEqual([{ a: false }, { a: true }]);
    expect(allStates('a', 'b')).toEqual([
      { a: false, b: false },
      { a: true, b: false },
      { a: false, b: true },
      { a: true, b: true },
    ]);
    expect(new Set(allStates('a', 'b', 'c', 'd', 'e', 'f').map((state) => JSON.stringify(state))).size).toBe(
      64,
    );
  });

  it('are refused for none and for too many', () => {
    expect(() => allStates()).toThrow(RangeError);
    expect(() => allStates('a', 'b', 'c', 'd', 'e', 'f', 'g')).toThrow('1 to 6 flags');
  });

  it.each(allStates('checkout'))('make a test run in each: %o', (flags) => {
    expect(createTestClient({ flags }).isEnabled('checkout', {}, !flags.checkout)).toBe(flags.checkout);
  });
});
