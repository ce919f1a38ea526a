/** Figures worth seeing: counts, worst times, sizes. */
export type Figures = Record<string, number | string>;

/** Thrown by a check that cannot be tried here. It is told apart from one that holds. */
export class NotHere extends Error {
  override name = 'NotHere';
}

/** What a check needs from whoever runs it. */
export interface Surroundings {
  /** A superuser's connection to a real Postgres server. */
  postgresUrl: string;
  /** Shows how far it is. */
  say(text: string): void;
}

/** Something that holds, however often it is tried. */
export interface Check {
  /** What holds, as a sentence. */
  name: string;
  /** How often it is tried in the test command; 0 when only `pnpm faults` tries it. */
  reduced: number;
  /** How often `pnpm faults` tries it. */
  full: number;
  /** Rejects with what did not hold. The same code for any count. */
  run(count: number, surroundings: Surroundings): Promise<Figures>;
}

/** One of the nine kinds of trouble. */
export interface Fault {
  number: number;
  title: string;
  checks: readonly Check[];
}
