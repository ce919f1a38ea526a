import { diffLines } from 'diff';

/** One row of a side-by-side view; a side without a line is null. */
export interface DiffRow {
  left: string | null;
  right: string | null;
  same: boolean;
}

export function sideBySide(before: string, after: string): DiffRow[] {
  const rows: DiffRow[] = [];
  let removed: string[] = [];

  for (const part of diffLines(before, after)) {
    const lines = part.value.replace(/\n$/, '').split('\n');
    if (part.removed) {
      removed = lines;
      continue;
    }
    if (part.added) {
      // What went and what came in its place stand beside each other.
      for (let index = 0; index < Math.max(removed.length, lines.length); index += 1) {
        rows.push({ left: removed[index] ?? null, right: lines[index] ?? null, same: false });
      }
    } else {
      rows.push(...removed.map((left) => ({ left, right: null, same: false })));
      rows.push(...lines.map((line) => ({ left: line, right: line, same: true })));
    }
    removed = [];
  }
  return [...rows, ...removed.map((left) => ({ left, right: null, same: false }))];
}

export function pretty(value: unknown): string {
  return value === null || value === undefined ? '' : `${JSON.stringify(value, null, 2)}\n`;
}

/** The same content with its properties in the order of `model`, as far as that has them. */
export function inOrderOf(model: unknown, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => inOrderOf(Array.isArray(model) ? model[index] : undefined, item));
  }
  if (!isRecord(value) || !isRecord(model)) return value;
  const names = new Set([
    ...Object.keys(model).filter((name) => Object.hasOwn(value, name)),
    ...Object.keys(value),
  ]);
  return Object.fromEntries([...names].map((name) => [name, inOrderOf(model[name], value[name])]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
