import { intern } from './intern.ts';
import type { EvaluationContext } from './model.ts';
import { isRecord, plain } from './values.ts';

/** A path into the context, taken apart: `country`, `organization.plan`, `items.0`. */
export interface Attribute {
  readonly name: string;
  /** The names after the first; undefined for a plain attribute. */
  readonly rest: readonly string[] | undefined;
}

/** @throws {Error} when it is no path. */
export function compileAttribute(path: string): Attribute {
  if (!path) throw new Error('a clause names no attribute');
  const [name = '', ...rest] = path.split('.').map(intern);
  return { name, rest: rest.length > 0 ? rest : undefined };
}

/** What the context holds there. */
export function readAttribute({ name, rest }: Attribute, context: EvaluationContext): unknown {
  let value = context[name];
  if (rest) {
    for (const each of rest) value = isRecord(value) ? value[each] : undefined;
  }
  return plain(value);
}
