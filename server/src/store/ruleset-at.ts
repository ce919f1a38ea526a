import { setImmediate } from 'node:timers/promises';
import { and, desc, gte, like, lt, or } from 'drizzle-orm';
import type { Ruleset } from '@signalbox/core/evaluator';
import type { Engine, Transaction } from './engine.ts';
import type { ChangeEntry } from './model.ts';
import { PastEntries, type PresentRows } from './past-entries.ts';
import { sortedBy } from './sorted.ts';

/** How many entries the database looks through at a stretch: on SQLite the process waits for that. */
const WINDOW = 1_000;
/** How many of them are in memory at a time. */
const PAGE = 20;
/** Looking for more keys than that takes longer than reading every entry. */
const MAX_PATTERNS = 50;

/**
 * See Store.rulesetAt. What stands now is taken back, entry by entry of the change log, newest first. Only entries about
 * what has changed since are read, and no further back than the last change before the revision, which gives the version.
 * The log never changes, so that happens outside of a transaction.
 */
export async function rulesetAt(
  engine: Engine,
  project: string,
  environment: string,
  revision: number,
): Promise<Ruleset | undefined> {
  const look = await engine.snapshot((transaction) => readPresent(transaction, project, environment));
  if (!look || revision < 0 || revision > look.revision) return undefined;

  const past = new PastEntries(environment, revision, look.rows);
  let before = look.sequence + 1;
  for (let about = past.open; about.size > 0 && before > 1; about = past.open) {
    const from = Math.max(1, before - WINDOW);
    const entries = await readEntries(engine, project, { from, before, about });
    for (const entry of entries) past.takeBack(entry);
    before = entries.length === PAGE ? (entries.at(-1)?.sequence ?? from) : from;
    // Streams and requests get their turn.
    await setImmediate();
  }
  past.end();
  return {
    flags: sortedBy(past.flags(), ({ key }) => key),
    segments: sortedBy(past.segments(), ({ key }) => key),
  };
}

interface Present {
  sequence: number;
  revision: number;
  rows: PresentRows;
}

async function readPresent(
  transaction: Transaction,
  project: string,
  environment: string,
): Promise<Present | undefined> {
  const [projectRow] = await transaction.find('projects', { key: project });
  const [row] = await transaction.find('environments', { project, key: environment });
  if (!projectRow || !row) return undefined;
  return {
    sequence: projectRow.sequence,
    revision: row.revision,
    rows: {
      flags: await transaction.find('flags', { project }),
      flagConfigs: await transaction.find('flagConfigs', { project, environment }),
      segments: await transaction.find('segments', { project, environment }),
    },
  };
}

/** Newest first, the keys as the entries' JSON has them. A few entries too many do no harm. */
async function readEntries(
  engine: Engine,
  project: string,
  { from, before, about }: { from: number; before: number; about: ReadonlySet<string> },
): Promise<Pick<ChangeEntry, 'sequence' | 'items' | 'revisions'>[]> {
  const rows = await engine.read((transaction) => {
    const { sequence, entry } = transaction.tables.changes;
    const mentions = [...about].map((key) => like(entry, `%"key":${JSON.stringify(key)}%`));
    const condition = and(
      gte(sequence, from),
      lt(sequence, before),
      mentions.length <= MAX_PATTERNS ? or(...mentions) : undefined,
    );
    return transaction.find('changes', { project }, { and: condition, orderBy: desc(sequence), limit: PAGE });
  });
  return rows.map(({ entry }) => entry);
}
