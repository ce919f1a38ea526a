import type { Clause } from '@signalbox/core/evaluator';
import type { Problems } from '../api/field-problems.ts';

/** What every field for the values of a clause takes. */
export interface ClauseValuesProps {
  /** Of the clause, for the names of its fields: "clause 1 of rule 2". */
  name: string;
  clause: Clause;
  problems: Problems;
  onChange: (values: Clause['values']) => void;
}

/** What is wrong with the values, wherever it was said. */
export function valuesError(problems: Problems): string | undefined {
  return problems['values'] ?? Object.entries(problems).find(([path]) => path.startsWith('values.'))?.[1];
}
