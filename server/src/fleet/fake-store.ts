import type { InstanceRecord, ServerProcess } from '../store/model.ts';
import type { RosterStore } from './environment-roster.ts';

/** A database that tests can look into, and break. */
export interface MemoryStore extends RosterStore {
  readonly records: Map<string, InstanceRecord>;
  readonly servers: Map<string, ServerProcess>;
  /** What every call does instead of its work. */
  trouble: (() => Promise<never>) | undefined;
  calls: number;
}

export function createMemoryStore(engine: 'sqlite' | 'postgres'): MemoryStore {
  const records = new Map<string, InstanceRecord>();
  const servers = new Map<string, ServerProcess>();
  const idOf = ({ project, environment, instance, server }: InstanceRecord) =>
    [project, environment, instance, server].join('/');

  async function asked<T>(work: () => T): Promise<T> {
    store.calls++;
    return store.trouble ? store.trouble() : work();
  }

  const store: MemoryStore = {
    engine,
    records,
    servers,
    trouble: undefined,
    calls: 0,
    serverLives: (server) =>
      asked(() => {
        const isNew = !servers.has(server.id);
        servers.set(server.id, server);
        return isNew;
      }),
    serverProcesses: () => asked(() => [...servers.values()]),
    forgetServer: (id) =>
      asked(() => {
        servers.delete(id);
        for (const [key, { server }] of records) if (server === id) records.delete(key);
      }),
    putInstances: (all) =>
      asked(() => {
        for (const record of all) records.set(idOf(record), record);
      }),
    instancesElsewhere: (project, environment, server, seen, limit) =>
      asked(() =>
        [...records.values()]
          .filter((one) => one.project === project && one.environment === environment)
          .filter((one) => one.server !== server && one.sequence > (seen.get(one.server) ?? 0))
          .toSorted((a, b) => a.sequence - b.sequence)
          .slice(0, limit),
      ),
    forgetInstances: (project, environment, instances, ids) =>
      asked(() => {
        for (const [key, one] of records) {
          const isPlace = one.project === project && one.environment === environment;
          if (isPlace && instances.includes(one.instance) && ids.includes(one.server)) records.delete(key);
        }
      }),
  };
  return store;
}
