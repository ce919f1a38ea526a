import { expect, test } from 'vitest';
import type { Instance } from './model.ts';
import {
  browsersWords,
  clockWords,
  connectedWords,
  otherWords,
  receiptWords,
  stateDetail,
  timesWords,
  wholeWords,
} from './words.ts';

const WHOLE = { whole: true };

test('a receipt in words', () => {
  expect(receiptWords({ ...WHOLE, applied: 4, connected: 5, maxMs: 31 }, 'without it')).toBe(
    '4 of 5 SDK instances run without it',
  );
  expect(receiptWords({ ...WHOLE, applied: 5, connected: 5, maxMs: 39.6 }, 'without it')).toBe(
    '5 of 5 SDK instances run without it, 40\u00a0ms',
  );
  expect(receiptWords({ ...WHOLE, applied: 1, connected: 1, maxMs: null }, 'revision 7')).toBe(
    '1 of 1 SDK instance runs revision 7',
  );
  expect(receiptWords({ ...WHOLE, applied: 9_998, connected: 10_000, maxMs: 80 }, 'revision 7')).toBe(
    '9,998 of 10,000 SDK instances run revision 7',
  );
});

test('a receipt of nobody proves nothing, and says so', () => {
  const nobody = { applied: 0, connected: 0, maxMs: null };
  expect(receiptWords({ ...nobody, whole: true }, 'without it')).toBe(
    'No SDK instance is connected: there is nobody to confirm it',
  );
  expect(receiptWords({ ...nobody, whole: false }, 'without it')).toBe(
    'No SDK instance is known to be connected',
  );
  expect(wholeWords({ whole: true })).toBe('');
  expect(wholeWords({ whole: false })).toContain('does not say who else was connected');
});

test('who is connected', () => {
  expect(connectedWords({ connected: 0, browsers: 0 })).toBe('No SDK instance is connected.');
  expect(connectedWords({ connected: 1, browsers: 0 })).toBe('1 SDK instance is connected.');
  expect(connectedWords({ connected: 5, browsers: 12 })).toBe(
    '5 SDK instances are connected, and about 12 browsers.',
  );
});

test('how fast it spread', () => {
  expect(timesWords({ p50Ms: null, p99Ms: null, maxMs: null })).toBe('');
  expect(timesWords({ p50Ms: 12, p99Ms: 31, maxMs: 12_400 })).toBe(
    'p50 12\u00a0ms · p99 31\u00a0ms · slowest 12\u00a0s',
  );
});

const NOBODY = { delivered: 0, waiting: 0, polling: 0, diverged: 0, away: 0, pollsDueBy: null };
const NONE_SILENT = { count: 0, behind: 0, since: null };
const AT = new Date(2026, 10, 23, 14, 2, 30).getTime();

function others(receipt: Partial<Parameters<typeof otherWords>[0]>): string[] {
  return otherWords({ ...NOBODY, silent: NONE_SILENT, ...receipt }).map(({ words }) => words);
}

test('where the others are', () => {
  expect(others({})).toEqual([]);
  expect(others({ away: 1 })).toEqual(['1 not back yet since its server ended: it keeps the ruleset it had']);
  expect(others({ delivered: 1, waiting: 2, polling: 3, diverged: 1, away: 4, pollsDueBy: AT })).toEqual([
    '1 diverged: it runs another ruleset, and fetches the right one',
    '4 not back yet since their server ended: they keep the ruleset they had',
    '2 waiting: nothing could be sent yet',
    '3 polling, next poll due by 14:02:30',
    '1 sent, not confirmed',
  ]);
});

test.each([
  [2, 2, '2 silent since 14:02: they keep the ruleset they had'],
  [1, 1, '1 silent since 14:02: it keeps the ruleset it had'],
  [3, 1, '3 silent since 14:02: 1 of them keeps the ruleset it had'],
  [3, 2, '3 silent since 14:02: 2 of them keep the ruleset they had'],
  [3, 0, '3 silent since 14:02: with it, as far as they said'],
])('%i silent, %i of them without it', (count, behind, words) => {
  expect(others({ silent: { count, behind, since: AT } })).toEqual([words]);
});

test('browsers are an estimate', () => {
  expect(browsersWords({ browsers: 0, browsersDelivered: 0 })).toBe('');
  expect(browsersWords({ browsers: 1, browsersDelivered: 1 })).toBe(
    'Besides, about 1 of 1 browser was sent it: an estimate, for they confirm nothing.',
  );
  expect(browsersWords({ browsers: 1_340, browsersDelivered: 1_338 })).toBe(
    'Besides, about 1,338 of 1,340 browsers were sent it: an estimate, for they confirm nothing.',
  );
});

test('what there is to add to a state', () => {
  const instance: Instance = {
    instance: 'instance-1',
    sdk: 'node/0.1.0',
    application: null,
    applicationVersion: null,
    transport: 'polling',
    connectedAt: AT,
    lastSeenAt: AT,
    nextPollAt: null,
    revision: 5,
    behind: 0,
    appliedMs: null,
    state: 'applied',
  };
  expect(stateDetail(instance)).toBe('');
  expect(stateDetail({ ...instance, appliedMs: 31 })).toBe('in 31\u00a0ms');
  expect(stateDetail({ ...instance, state: 'waiting', revision: null, behind: null })).toBe('');
  expect(stateDetail({ ...instance, state: 'delivered', behind: 2 })).toBe('2 behind');
  expect(stateDetail({ ...instance, state: 'polling', behind: 1, nextPollAt: AT })).toBe(
    `due by ${clockWords(AT)}, 1 behind`,
  );
});
