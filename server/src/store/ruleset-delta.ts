import { gt, inArray, sql } from 'drizzle-orm';
import type { Transaction } from './engine.ts';
import { CorruptRowError, type RulesetDelta } from './store.ts';
import { toFlag, toSegment } from './to-ruleset.ts';

/** See Store.rulesetDelta. The transaction must see one state throughout. */
export async function rulesetDelta(
  transaction: Transaction,
  project: string,
  environment: string,
  since: number,
): Promise<RulesetDelta | undefined> {
  const [row] = await transaction.find('environments', { project, key: environment });
  if (!row) return undefined;

  const delta: RulesetDelta = {
    project,
    environment,
    epoch: row.epoch,
    revision: row.revision,
    flags: [],
    segments: [],
    removedFlags: [],
    removedSegments: [],
    committedAt: row.committedAt,
    urgent: row.urgentRevision > (since > 0 ? since : row.revision - 1),
  };

  for (const { key, definition, config, version } of await changedFlags(
    transaction,
    project,
    environment,
    since,
  )) {
    if (definition.archived) delta.removedFlags.push({ key, version });
    else
      delta.flags.push({ flag: toFlag(key, version, definition, config), clientSide: definition.clientSide });
  }

  const newer = gt(transaction.tables.segments.version, since);
  for (const { key, content, version } of await transaction.find(
    'segments',
    { project, environment },
    { and: newer },
  )) {
    if (content) delta.segments.push(toSegment(key, version, content));
    else delta.removedSegments.push({ key, version });
  }
  return delta;
}

async function changedFlags(transaction: Transaction, project: string, environment: string, since: number) {
  const { flags, flagConfigs } = transaction.tables;
  const newer = gt(flagConfigs.version, since);
  const configs = await transaction.find('flagConfigs', { project, environment }, { and: newer });
  if (configs.length === 0) return [];

  // After a single change only that flag's definition is read, not the project's hundreds.
  const keys = sql`(select ${flagConfigs.flag} from ${flagConfigs} where ${flagConfigs.project} = ${project}
    and ${flagConfigs.environment} = ${environment} and ${newer})`;
  const rows = await transaction.find('flags', { project }, { and: inArray(flags.key, keys) });
  const definitions = new Map(rows.map((row) => [row.key, row.definition]));

  return configs.map(({ flag, config, version }) => {
    const definition = definitions.get(flag);
    if (!definition) throw new CorruptRowError(`Flag ${flag} of project ${project} has lost its definition`);
    return { key: flag, definition, config, version };
  });
}
