import type { InstanceInfo, ReceiptPayload } from '@signalbox/core/sync';
import type { Commit } from './commits.ts';
import { EnvironmentFleet, type Connection } from './environment-fleet.ts';
import type { ReceiptReport } from './report.ts';

export type { Connection } from './environment-fleet.ts';

/** Who is connected to this server, environment by environment, and which revision each one runs. */
export interface Fleet {
  /** A revision that the server now hands out. */
  committed(project: string, environment: string, commit: Commit): void;
  /** A server-side instance opened a stream. */
  streaming(project: string, environment: string, info: InstanceInfo): Connection;
  /** A client-side stream: only counted. */
  browser(project: string, environment: string): Connection;
  /** A server-side instance fetched the ruleset. */
  polled(project: string, environment: string, info: InstanceInfo, revision: number): void;
  /** A receipt came in. False when it does not count: see EnvironmentFleet. */
  confirmed(project: string, environment: string, receipt: ReceiptPayload): boolean;
  /** Who runs with this revision or a later one. */
  receipt(project: string, environment: string, revision: number): ReceiptReport;
}

export function createFleet({ now }: { now: () => number }): Fleet {
  const environments = new Map<string, EnvironmentFleet>();

  function of(project: string, environment: string): EnvironmentFleet {
    const id = `${project}/${environment}`;
    let fleet = environments.get(id);
    if (!fleet) environments.set(id, (fleet = new EnvironmentFleet(environment, now)));
    return fleet;
  }

  return {
    committed: (project, environment, commit) => of(project, environment).committed(commit),
    streaming: (project, environment, info) => of(project, environment).streaming(info),
    browser: (project, environment) => of(project, environment).browser(),
    polled: (project, environment, info, revision) => of(project, environment).polled(info, revision),
    confirmed: (project, environment, receipt) => of(project, environment).confirmed(receipt),
    receipt: (project, environment, revision) => of(project, environment).report(revision),
  };
}
