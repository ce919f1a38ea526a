import type { JsonSchema } from '../model.ts';

interface ReadSchema {
  schema: JsonSchema;
  error?: string;
}

/** A JSON Schema as it was typed; empty is none. */
export function readSchema(typed: string): ReadSchema {
  if (typed.trim() === '') return { schema: null };
  try {
    const value: unknown = JSON.parse(typed);
    if (isObject(value)) return { schema: value };
  } catch {
    // Said below.
  }
  return { schema: null, error: 'This is not a JSON object. Check quotes, commas and brackets.' };
}

export function showSchema(schema: JsonSchema | undefined): string {
  return schema ? JSON.stringify(schema, null, 2) : '';
}

/** What JSON.parse made is JSON all the way down. */
function isObject(value: unknown): value is NonNullable<JsonSchema> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
