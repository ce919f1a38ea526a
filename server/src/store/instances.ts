import { and, eq, gt, inArray, ne, notInArray, or, asc } from 'drizzle-orm';
import type { Engine } from './engine.ts';
import { sortedBy } from './sorted.ts';
import type { InstanceStore } from './store.ts';

export function instanceStore(engine: Engine): InstanceStore {
  return {
    serverLives: ({ id, startedAt, seenAt }) =>
      engine.write(async (transaction) => {
        await transaction.update('serverProcesses', { id }, { seenAt });
        return transaction.insertIfNew('serverProcesses', { id, startedAt, seenAt });
      }),
    async serverProcesses() {
      const rows = await engine.read((transaction) => transaction.find('serverProcesses', {}));
      return sortedBy(rows, ({ id }) => id);
    },
    forgetServer: (id) =>
      engine.write(async (transaction) => {
        await transaction.delete('sdkInstances', { server: id });
        await transaction.delete('serverProcesses', { id });
      }),
    putInstances: (records) => engine.write((transaction) => transaction.putInstances(records)),
    instancesElsewhere: (project, environment, own, seen, limit) =>
      engine.read((transaction) => {
        const { server, sequence } = transaction.tables.sdkInstances;
        const news = or(
          notInArray(server, [...seen.keys()]),
          ...[...seen].map(([id, highest]) => and(eq(server, id), gt(sequence, highest))),
        );
        return transaction.find(
          'sdkInstances',
          { project, environment },
          {
            and: and(ne(server, own), news),
            orderBy: asc(sequence),
            limit,
          },
        );
      }),
    async forgetInstances(project, environment, instances, servers) {
      if (servers.length === 0) return;
      await engine.write((transaction) => {
        const { instance, server } = transaction.tables.sdkInstances;
        const theirs = and(inArray(instance, instances), inArray(server, servers));
        return transaction.delete('sdkInstances', { project, environment }, theirs);
      });
    },
  };
}
