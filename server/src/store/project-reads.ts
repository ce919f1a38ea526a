import { isHidden } from './hidden.ts';
import type { Engine, Transaction } from './engine.ts';
import type { Environment, FlagRecord, Project, SegmentRecord } from './model.ts';
import type { Rows } from './rows.ts';
import { sortedBy } from './sorted.ts';
import type { Store } from './store.ts';

type ProjectReads = Pick<
  Store,
  'projects' | 'project' | 'environments' | 'flags' | 'flag' | 'segments' | 'segment'
>;

export function projectReads(engine: Engine): ProjectReads {
  return {
    async projects() {
      const rows = await engine.read((transaction) => transaction.find('projects', {}));
      const shown = rows.filter(({ key }) => !isHidden(key));
      return sortedBy<Project>(shown, (project) => project.key);
    },
    async project(key) {
      if (isHidden(key)) return undefined;
      const [row] = await engine.read((transaction) => transaction.find('projects', { key }));
      return row;
    },
    async environments(project) {
      const rows = await engine.read((transaction) => transaction.find('environments', { project }));
      return sortedBy(rows, (row) => row.key)
        .toSorted((a, b) => a.position - b.position)
        .map(toEnvironment);
    },
    async flags(project) {
      const records = await engine.snapshot((transaction) => findFlags(transaction, { project }));
      return sortedBy(records, (record) => record.key);
    },
    async flag(project, key) {
      const [record] = await engine.snapshot((transaction) => findFlags(transaction, { project, key }));
      return record;
    },
    async segments(project, environment) {
      const rows = await engine.read((transaction) => transaction.find('segments', { project, environment }));
      return sortedBy(rows.flatMap(toSegments), (segment) => segment.key);
    },
    async segment(project, environment, key) {
      const rows = await engine.read((transaction) =>
        transaction.find('segments', { project, environment, key }),
      );
      return rows.flatMap(toSegments)[0];
    },
  };
}

async function findFlags(
  transaction: Transaction,
  { project, key }: { project: string; key?: string },
): Promise<FlagRecord[]> {
  const definitions = await transaction.find('flags', key === undefined ? { project } : { project, key });
  const configs = await transaction.find(
    'flagConfigs',
    key === undefined ? { project } : { project, flag: key },
  );
  const environments = new Map<string, FlagRecord['environments']>();
  for (const { flag, environment, config, version, updatedAt } of configs) {
    const ofFlag = environments.get(flag) ?? {};
    environments.set(flag, { ...ofFlag, [environment]: { ...config, version, updatedAt } });
  }
  return definitions.map(({ key: flag, definition, version, createdAt }) => ({
    ...definition,
    key: flag,
    version,
    createdAt,
    environments: environments.get(flag) ?? {},
  }));
}

function toEnvironment({
  committedAt: _at,
  urgentRevision: _urgent,
  ...environment
}: Rows['environments']): Environment {
  return environment;
}

/** None for a segment that was removed. */
function toSegments({ key, content, version, updatedAt }: Rows['segments']): SegmentRecord[] {
  return content ? [{ ...content, key, version, updatedAt }] : [];
}
