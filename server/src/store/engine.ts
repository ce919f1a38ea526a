import type { Column, SQL, Table } from 'drizzle-orm';
import type { AuthAdapter } from './auth-adapter.ts';
import type { Rows, TableName } from './rows.ts';
import type { Notice } from './store.ts';

/** The tables as shared code sees them. Each dialect's schema must fit: the compiler compares them column by column. */
export type Tables = { [N in TableName]: Table & { [C in keyof Rows[N]]: Column } };

interface FindOptions {
  /** A condition besides the equalities of the filter. */
  and?: SQL | undefined;
  orderBy?: SQL;
  limit?: number;
  /** Hold the rows until the transaction ends. */
  lock?: boolean;
}

/** What the store asks of a database inside a transaction. A filter names columns and the values that they equal. */
export interface Transaction {
  readonly tables: Tables;
  find<N extends TableName>(table: N, filter: Partial<Rows[N]>, options?: FindOptions): Promise<Rows[N][]>;
  insert<N extends TableName>(table: N, row: Rows[N]): Promise<void>;
  /** Says whether it went in; leaves a row that is there already as it is. */
  insertIfNew<N extends TableName>(table: N, row: Rows[N]): Promise<boolean>;
  update<N extends TableName>(
    table: N,
    filter: Partial<Rows[N]>,
    values: Partial<Rows[N]>,
    and?: SQL,
  ): Promise<void>;
  delete<N extends TableName>(table: N, filter: Partial<Rows[N]>, and?: SQL): Promise<void>;
  /** Adds to the counts that are there. No line may come twice in one call. */
  addCounts(rows: Rows['exposures'][]): Promise<void>;
  /** Adds to the counts and sums that are there. No line may come twice in one call. */
  addMetrics(rows: Rows['metrics'][]): Promise<void>;
  /** Puts rows in, over those of the same key. No key may come twice in one call. */
  putInstances(rows: Rows['sdkInstances'][]): Promise<void>;
  /** Tells other instances, once the transaction is through. */
  notify(notice: SequencedNotice): Promise<void>;
}

/** A notice with the project's sequence, by which a lost one is noticed. */
export interface SequencedNotice extends Notice {
  sequence: number;
}

/** Runs plain SQL, for migrations. */
export type RunSql = (statement: string) => Promise<Record<string, unknown>[]>;

/** A database: SQLite or Postgres. */
export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  readonly authAdapter: AuthAdapter;
  readonly migrationsFolder: string;
  /** For a single look. */
  read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** For several looks that must see one state, whatever is committed between them. */
  snapshot<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** All of it or nothing. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** A transaction that no other instance can run at the same time. */
  migrate(work: (run: RunSql) => Promise<void>): Promise<void>;
  query: RunSql;
  /** Hears of commits on other instances. SQLite has none. */
  listen?(heard: (notice: Notice) => void): Listener;
  close(): Promise<void>;
}

export interface Listener {
  /** This instance's own commit: it need not be heard again. */
  noted(notice: SequencedNotice): void;
  stop(): Promise<void>;
}
