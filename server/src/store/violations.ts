import { DrizzleQueryError } from 'drizzle-orm';
import { DuplicateError, UnknownReferenceError } from './store.ts';

/** Which promise of the schema a statement broke, if that is what went wrong. Each driver says it in its own way. */
export type Violation = 'unique' | 'reference' | undefined;

/** The driver's error without Drizzle's wrapper, whose message would carry the parameters into a log. */
function unwrap(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? (error.cause ?? new Error('A query failed')) : error;
}

/** Runs the work and gives the errors of the schema their names. */
export async function named<T>(work: () => Promise<T>, violation: (error: unknown) => Violation): Promise<T> {
  try {
    return await work();
  } catch (caught) {
    const error = unwrap(caught);
    const message = error instanceof Error ? error.message : String(error);
    const broken = violation(error);
    if (broken === 'unique') throw new DuplicateError(message, { cause: error });
    if (broken === 'reference') throw new UnknownReferenceError(message, { cause: error });
    throw error;
  }
}
