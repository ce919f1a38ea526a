import { beforeEach, expect, test } from 'vitest';
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

function report(revision: number) {
  return fleet.receipt('shop', 'production', revision);
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
  const { instances, applied, connected } = report(5);
  expect([applied, connected, instances.length]).toEqual([299, 300, 200]);
  expect(instances[0]).toMatchObject({ instance: 'instance-299', state: 'waiting' });
});

test('a second stream of an instance does not make two of it, and the old one may end late', () => {
  const old = connect('instance-1');
  connect('instance-1');
  old.closed();
  old.closed();
  expect(report(5)).toMatchObject({ connected: 1 });
});

test('a poller that is not heard of any more is gone', () => {
  fleet.polled('shop', 'production', { instance: 'instance-1', sdk: 'node/0.1.0' }, 5);
  expect(report(5)).toMatchObject({ connected: 1 });
  clock += 200_000;
  expect(report(5)).toMatchObject({ connected: 0 });
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
