import { beforeEach, describe, expect, test } from 'vitest';
import { createFleet, type Fleet } from './index.ts';

const COMMITTED = 1_000_000;
let clock: number;
let fleet: Fleet;

beforeEach(() => {
  clock = COMMITTED;
  fleet = createFleet({ now: () => clock });
  commit(5);
});

function commit(revision: number, at = clock, epoch = 'e'): void {
  fleet.committed('shop', 'production', { epoch, revision, at, digest: `digest-${revision}` });
}

function connect(instance: string) {
  return fleet.streaming('shop', 'production', { instance, sdk: 'node/0.1.0' });
}

function confirm(instance: string, revision: number): boolean {
  return fleet.confirmed('shop', 'production', {
    instance,
    epoch: 'e',
    revision,
    digest: `digest-${revision}`,
  });
}

function poll(instance: string, revision: number, everyMs?: number): void {
  fleet.polled('shop', 'production', { instance, sdk: 'node/0.1.0' }, revision, everyMs);
}

function report(revision: number, filter = {}) {
  return fleet.receipt('shop', 'production', revision, filter);
}

test('a later revision counts for an earlier one, with the time at which it was first shown', () => {
  connect('instance-1');
  commit(6, clock);
  commit(7, clock + 10);
  clock += 30;
  confirm('instance-1', 7);
  expect(report(6)).toMatchObject({ applied: 1, maxMs: 30 });
  expect(report(7)).toMatchObject({ applied: 1, maxMs: 20 });
});

test('an older receipt that arrives late takes nothing back', () => {
  connect('instance-1');
  commit(6);
  confirm('instance-1', 6);
  clock += 100;
  confirm('instance-1', 5);
  expect(report(6)).toMatchObject({ applied: 1, maxMs: 0 });
});

test('an instance that started after the commit has it, but says nothing about how fast it spread', () => {
  clock += 3_600_000;
  connect('instance-1');
  confirm('instance-1', 5);
  expect(report(5)).toMatchObject({ applied: 1, complete: true, p50Ms: null, maxMs: null });
});

test('the 99th percentile of a hundred instances is the second slowest', () => {
  const names = Array.from({ length: 100 }, (_, i) => `instance-${i}`);
  for (const name of names) connect(name);
  commit(6);
  for (const name of names) {
    clock += 1;
    confirm(name, 6);
  }
  expect(report(6)).toMatchObject({ applied: 100, p50Ms: 50, p99Ms: 99, maxMs: 100 });
});

test('with many instances the list is cut, the missing ones first', () => {
  for (let i = 0; i < 300; i++) connect(`instance-${i}`);
  for (let i = 0; i < 299; i++) confirm(`instance-${i}`, 5);
  const { instances, applied, connected, matching } = report(5);
  expect([applied, connected, matching, instances.length]).toEqual([299, 300, 300, 200]);
  expect(instances[0]).toMatchObject({ instance: 'instance-299', state: 'waiting' });
});

test('a second stream of an instance does not make two of it, and the old one may end late', () => {
  const old = connect('instance-1');
  connect('instance-1');
  old.closed();
  old.closed();
  expect(report(5)).toMatchObject({ connected: 1 });
});

test('each instance is in one state', () => {
  const late = connect('late-1');
  connect('applied-1');
  connect('diverged-1');
  poll('poller-1', 5, 30_000);
  commit(6);
  late.delivered(5);
  connect('delivered-1').delivered(6);
  confirm('applied-1', 6);
  const wrong = { instance: 'diverged-1', epoch: 'e', revision: 6, digest: 'another' };
  expect(fleet.confirmed('shop', 'production', wrong)).toBe(false);

  const { instances, ...figures } = report(6);
  expect(figures).toMatchObject({
    connected: 5,
    applied: 1,
    delivered: 1,
    waiting: 1,
    polling: 1,
    diverged: 1,
    complete: false,
    pollsDueBy: COMMITTED + 30_000,
    matching: 5,
  });
  // What is worst comes first.
  expect(instances.map(({ instance, state }) => [instance, state])).toEqual([
    ['diverged-1', 'diverged'],
    ['late-1', 'waiting'],
    ['poller-1', 'polling'],
    ['delivered-1', 'delivered'],
    ['applied-1', 'applied'],
  ]);
});

describe('a poller', () => {
  test('is due within the interval that it says, and gone after two and a half', () => {
    poll('poller-1', 5, 60_000);
    clock += 30_000;
    expect(report(5).instances).toMatchObject([{ nextPollAt: COMMITTED + 60_000, transport: 'polling' }]);
    clock = COMMITTED + 149_999;
    expect(report(5)).toMatchObject({ connected: 1 });
    clock += 1;
    expect(report(5)).toMatchObject({ connected: 0, silent: { count: 1, since: COMMITTED } });
  });

  test('that does not say is watched: due after its longest pause so far', () => {
    poll('poller-1', 5);
    expect(report(5).instances).toMatchObject([{ nextPollAt: null }]);
    for (const pause of [20_000, 10_000]) {
      clock += pause;
      poll('poller-1', 5);
    }
    expect(report(5).instances).toMatchObject([{ nextPollAt: clock + 18_000 }]);
    clock += 45_000;
    expect(report(5)).toMatchObject({ connected: 0 });
  });

  test('that never came twice is waited for a while', () => {
    poll('poller-1', 5);
    clock += 149_000;
    expect(report(5)).toMatchObject({ connected: 1 });
    clock += 1_000;
    expect(report(5)).toMatchObject({ connected: 0 });
  });
});

describe('who goes without a goodbye', () => {
  test('is silent for ten minutes, counted apart, with the ruleset it had', () => {
    const [first, second] = [connect('instance-1'), connect('instance-2')];
    confirm('instance-1', 5);
    clock += 1_000;
    first.closed();
    clock += 1_000;
    second.closed();
    commit(6);
    expect(report(5)).toMatchObject({ silent: { count: 2, behind: 1 } });
    const { silent, connected, complete, instances } = report(6);
    expect({ connected, complete, instances }).toEqual({ connected: 0, complete: true, instances: [] });
    expect(silent).toMatchObject({ count: 2, behind: 2, since: COMMITTED + 1_000 });
    expect(silent.instances).toMatchObject([
      { instance: 'instance-2', state: 'silent', revision: null, lastSeenAt: COMMITTED + 2_000 },
      { instance: 'instance-1', state: 'silent', revision: 5, behind: 1 },
    ]);
    clock += 599_000;
    expect(report(6).silent).toMatchObject({ count: 1 });
    clock += 1_000;
    expect(report(6).silent).toEqual({ count: 0, behind: 0, since: null, instances: [] });
  });

  test('and comes back is connected again', () => {
    connect('instance-1').closed();
    connect('instance-1');
    expect(report(5)).toMatchObject({ connected: 1, silent: { count: 0 } });
  });

  test.each(['before', 'after'])('with one is not: said %s the stream ends', (when) => {
    const stream = connect('instance-1');
    if (when === 'after') stream.closed();
    fleet.left('shop', 'production', 'instance-1');
    stream.closed();
    expect(report(5)).toMatchObject({ connected: 0, silent: { count: 0 } });
  });
});

describe('an instance that diverged', () => {
  beforeEach(() => {
    connect('instance-1');
    confirm('instance-1', 5);
    commit(6);
    fleet.confirmed('shop', 'production', {
      instance: 'instance-1',
      epoch: 'e',
      revision: 6,
      digest: 'another',
    });
  });

  test('is not taken for one that has what it had before', () => {
    expect(report(5)).toMatchObject({ applied: 0, diverged: 1, complete: false });
  });

  test('is all right once it confirms what it should have, not by something older', () => {
    confirm('instance-1', 5);
    expect(report(6)).toMatchObject({ diverged: 1 });
    confirm('instance-1', 6);
    expect(report(6)).toMatchObject({ diverged: 0, applied: 1 });
  });
});

test('browsers: how many hold a stream, and to how many the revision was written', () => {
  const [first, second] = [0, 1].map(() => fleet.browser('shop', 'production'));
  first?.delivered(5);
  second?.delivered(4);
  expect(report(5)).toMatchObject({ browsers: 2, browsersDelivered: 1 });
  second?.delivered(5);
  first?.closed();
  expect(report(5)).toMatchObject({ browsers: 1, browsersDelivered: 1 });
  commit(1, clock, 'restored');
  expect(report(1)).toMatchObject({ browsers: 1, browsersDelivered: 0 });
});

test('the list can be narrowed, the figures stay those of all', () => {
  const apps = ['shop', 'shop', 'back office', undefined];
  for (const [index, application] of apps.entries()) {
    const sdk = index === 0 ? 'node/0.1.0' : 'node/0.2.0';
    fleet.streaming('shop', 'production', { instance: `instance-${index}`, sdk, application });
  }
  confirm('instance-1', 5);
  const names = (filter: object) => report(5, filter).instances.map(({ instance }) => instance);
  expect(names({ application: 'shop' })).toEqual(['instance-0', 'instance-1']);
  expect(names({ application: 'shop', state: 'applied' })).toEqual(['instance-1']);
  expect(names({ application: '' })).toEqual(['instance-3']);
  expect(names({ sdk: 'node/0.1.0' })).toEqual(['instance-0']);
  expect(report(5, { state: 'applied' })).toMatchObject({
    connected: 4,
    applied: 1,
    waiting: 3,
    matching: 1,
    sdks: [
      { name: 'node/0.2.0', instances: 3 },
      { name: 'node/0.1.0', instances: 1 },
    ],
    applications: [
      { name: 'shop', instances: 2 },
      { name: 'back office', instances: 1 },
      { name: '', instances: 1 },
    ],
  });
});

test('what was confirmed before a restore of the database does not count after it', () => {
  connect('instance-1');
  confirm('instance-1', 5);
  commit(5, clock, 'restored');
  expect(report(5)).toMatchObject({ applied: 0, connected: 1 });
});

test('nothing is known of revisions that nobody announced', () => {
  expect(report(4).committedAt).toBeNull();
  expect(report(99)).toMatchObject({ committedAt: null, applied: 0 });
  expect(fleet.receipt('shop', 'staging', 1)).toMatchObject({ connected: 0, committedAt: null });
});

test('those that left are forgotten in the end', () => {
  for (let i = 0; i < 100; i++) connect(`gone-${i}`).closed();
  clock += 3_600_000;
  connect('instance-1');
  expect(confirm('gone-1', 5)).toBe(false);
  expect(confirm('instance-1', 5)).toBe(true);
});
