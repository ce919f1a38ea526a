import type { InstanceInfo, ReceiptPayload } from '@signalbox/core/sync';
import type { Commit } from './commits.ts';
import { NO_MONITOR, type Monitor } from '../monitoring/index.ts';
import { EnvironmentFleet, type Connection } from './environment-fleet.ts';
import type { InstanceFilter, ReceiptReport } from './report.ts';
import type { Roster } from './roster.ts';

export type { Connection } from './environment-fleet.ts';
export { percentile } from './percentile.ts';
export { Roster } from './roster.ts';

/** Who is connected, environment by environment, and which revision each one runs. */
export interface Fleet {
  /** A revision that the server now hands out. */
  committed(project: string, environment: string, commit: Commit): void;
  /** A server-side instance opened a stream. */
  streaming(project: string, environment: string, info: InstanceInfo): Connection;
  /** A client-side stream: only counted. */
  browser(project: string, environment: string): Connection;
  /** A server-side instance fetched the ruleset, and polls every so many milliseconds if it says so. */
  polled(project: string, environment: string, info: InstanceInfo, revision: number, everyMs?: number): void;
  /** A server-side instance ends on purpose. */
  left(project: string, environment: string, instance: string): void;
  /** A receipt came in. False when it does not count: see EnvironmentFleet. */
  confirmed(project: string, environment: string, receipt: ReceiptPayload): boolean;
  /** Reads what other servers know of an environment, before `receipt` is asked. Takes a second at most, and never rejects. */
  gather(project: string, environment: string): Promise<void>;
  /** Who runs with this revision or a later one. The filter is for the list, not for the figures. */
  receipt(project: string, environment: string, revision: number, filter?: InstanceFilter): ReceiptReport;
}

export interface FleetDeps {
  now: () => number;
  monitor?: Pick<Monitor, 'confirmed'>;
  /** Where it is written down who is connected; only remembered when absent. */
  roster?: Roster;
}

export function createFleet({ now, monitor = NO_MONITOR, roster }: FleetDeps): Fleet {
  const environments = new Map<string, EnvironmentFleet>();

  function of(project: string, environment: string): EnvironmentFleet {
    const id = `${project}/${environment}`;
    let fleet = environments.get(id);
    if (!fleet) {
      const applied = (ms: number) => monitor.confirmed(project, ms);
      fleet = new EnvironmentFleet({ project, environment, now, applied, roster });
      environments.set(id, fleet);
    }
    return fleet;
  }

  return {
    committed: (project, environment, commit) => of(project, environment).committed(commit),
    streaming: (project, environment, info) => of(project, environment).streaming(info),
    browser: (project, environment) => of(project, environment).browser(),
    polled: (project, environment, info, revision, everyMs) =>
      of(project, environment).polled(info, revision, everyMs),
    left: (project, environment, instance) => of(project, environment).left(instance),
    confirmed: (project, environment, receipt) => of(project, environment).confirmed(receipt),
    gather: (project, environment) => of(project, environment).gather(),
    receipt: (project, environment, revision, filter = {}) =>
      of(project, environment).report(revision, filter),
  };
}
