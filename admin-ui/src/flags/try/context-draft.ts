import { contextOf, newRow, rowsOf, type Context, type ContextRow } from './context-rows.ts';

/** A context while it is written: as rows, or as JSON. */
export type ContextDraft = { mode: 'fields'; rows: ContextRow[] } | { mode: 'json'; text: string };

export interface ReadContext {
  /** Undefined while something is wrong. */
  context: Context | undefined;
  /** Of rows, by their id; of the JSON under `json`. */
  errors: Record<string, string>;
}

export function draftOf(context: Context): ContextDraft {
  const rows = rowsOf(context);
  return { mode: 'fields', rows: rows.length > 0 ? rows : [newRow('targetingKey')] };
}

export function readDraft(draft: ContextDraft): ReadContext {
  if (draft.mode === 'fields') {
    const { context, errors } = contextOf(draft.rows);
    return { context: Object.keys(errors).length > 0 ? undefined : context, errors };
  }
  const context = parseContext(draft.text);
  if (context) return { context, errors: {} };
  return { context, errors: { json: 'This is not a JSON object. Check quotes, commas and brackets.' } };
}

/** The same in the other way of writing. What is wrong has to be mended first: then nothing changes. */
export function inMode(draft: ContextDraft, mode: ContextDraft['mode']): ContextDraft {
  const { context } = readDraft(draft);
  if (draft.mode === mode || !context) return draft;
  return mode === 'json' ? { mode, text: JSON.stringify(context, null, 2) } : draftOf(context);
}

/** Undefined for what is not a JSON object. */
export function parseContext(text: string): Context | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isContext(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What JSON.parse made is JSON all the way down. */
function isContext(value: unknown): value is Context {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
