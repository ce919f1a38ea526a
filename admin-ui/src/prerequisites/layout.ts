import type { Dependency } from './use-prerequisites.ts';

export const NODE_WIDTH = 200;
const NODE_HEIGHT = 48;
/** Room at a flag for the end of each line, with the name of the variant above it. */
const PORT = 20;
const GAP = { x: 96, y: 20 } as const;

interface DrawnFlag {
  flag: string;
  x: number;
  y: number;
  height: number;
}

interface DrawnNeed {
  flag: string;
  needs: string;
  variant: string;
  /** Of an SVG path from the flag that is needed to the one that needs it. */
  path: string;
  /** Where the variant's name stands. */
  label: { x: number; y: number };
}

export interface Drawing {
  width: number;
  height: number;
  flags: DrawnFlag[];
  needs: DrawnNeed[];
}

/** A place in a column: a flag, or a line that passes between flags on its way further right. */
interface Slot {
  id: string;
  flag: string | undefined;
  column: number;
  height: number;
  /** Ids of what is joined to it from the column before. */
  before: string[];
}

/** Flags that hang together, each group for itself, the largest first. */
export function connected(all: readonly Dependency[]): Dependency[][] {
  const byKey = new Map(all.map((one) => [one.flag, one]));
  const seen = new Set<string>();
  const groups: Dependency[][] = [];
  for (const { flag } of all) {
    const group: Dependency[] = [];
    const waiting = [flag];
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      const one = byKey.get(key);
      if (!one || seen.has(key)) continue;
      seen.add(key);
      group.push(one);
      waiting.push(...one.requiredBy, ...one.requires.map((need) => need.flag));
    }
    if (group.length > 0) groups.push(group.sort((a, b) => (a.flag < b.flag ? -1 : 1)));
  }
  return groups.sort((a, b) => b.length - a.length);
}

/** What is needed stands left of what needs it. */
export function draw(group: readonly Dependency[]): Drawing {
  const columns = ordered(slotsOf(group));
  const heights = columns.map((column) => column.reduce((sum, slot) => sum + slot.height + GAP.y, -GAP.y));
  const height = Math.max(...heights);

  const placed = new Map<string, DrawnFlag>();
  columns.forEach((column, index) => {
    let y = (height - (heights[index] ?? 0)) / 2;
    for (const slot of column) {
      placed.set(slot.id, { flag: slot.flag ?? '', x: index * (NODE_WIDTH + GAP.x), y, height: slot.height });
      y += slot.height + GAP.y;
    }
  });
  return {
    width: columns.length * (NODE_WIDTH + GAP.x) - GAP.x,
    height,
    flags: [...placed.values()].filter(({ flag }) => flag !== ''),
    needs: group.flatMap((one) => linesTo(one, placed)),
  };
}

/** The lines that end at one flag, each at a height of its own, in the order in which they come in. */
function linesTo({ flag, requires }: Dependency, placed: ReadonlyMap<string, DrawnFlag>): DrawnNeed[] {
  const to = placed.get(flag);
  if (!to) return [];
  const incoming = requires
    .map((need) => ({ need, stops: stopsOf(need.flag, flag, placed) }))
    .sort((a, b) => (a.stops.at(-1)?.y ?? 0) - (b.stops.at(-1)?.y ?? 0));
  return incoming.map(({ need, stops }, index) => {
    const end = { x: to.x, y: to.y + (to.height * (index + 1)) / (incoming.length + 1) };
    return {
      flag,
      needs: need.flag,
      variant: need.variant,
      path: pathThrough(stops, end),
      label: { x: end.x - 12, y: end.y - 5 },
    };
  });
}

/** Where a line starts, and where it passes columns in between. */
function stopsOf(from: string, to: string, placed: ReadonlyMap<string, DrawnFlag>): DrawnFlag[] {
  const stops: DrawnFlag[] = [];
  for (let id: string | undefined = from, column = 0; ; column += 1) {
    const stop = placed.get(id);
    if (!stop) return stops;
    stops.push(stop);
    id = passing(from, to, column);
  }
}

function pathThrough(stops: readonly DrawnFlag[], end: { x: number; y: number }): string {
  const bend = GAP.x / 2;
  const points = stops.map(({ x, y, height }) => ({ left: x, right: x + NODE_WIDTH, y: y + height / 2 }));
  return points
    .map(({ right, y }, index) => {
      const next = points[index + 1];
      const [x2, y2] = next ? [next.left, next.y] : [end.x, end.y];
      const curve = `C ${right + bend} ${y}, ${x2 - bend} ${y2}, ${x2} ${y2}`;
      return `${index === 0 ? 'M' : 'L'} ${right} ${y} ${curve}`;
    })
    .join(' ');
}

function slotsOf(group: readonly Dependency[]): Slot[] {
  const columns = columnsOf(group);
  return group.flatMap(({ flag, requires }) => {
    const column = columns.get(flag) ?? 0;
    const own: Slot = {
      id: flag,
      flag,
      column,
      height: Math.max(NODE_HEIGHT, PORT * (requires.length + 1)),
      before: [],
    };
    const between = requires.flatMap((need) => {
      const length = column - (columns.get(need.flag) ?? 0) - 1;
      const passes = Array.from({ length: Math.max(0, length) }, (_, index): Slot => ({
        id: passing(need.flag, flag, index),
        flag: undefined,
        column: column - length + index,
        height: 0,
        before: [index === 0 ? need.flag : passing(need.flag, flag, index - 1)],
      }));
      own.before.push(passes.at(-1)?.id ?? need.flag);
      return passes;
    });
    return [own, ...between];
  });
}

/** Spaces do not occur in keys. */
function passing(from: string, to: string, index: number): string {
  return `${from} ${to} ${index}`;
}

/** As far right as the longest chain of needs before it. */
function columnsOf(group: readonly Dependency[]): Map<string, number> {
  const byKey = new Map(group.map((one) => [one.flag, one]));
  const columns = new Map<string, number>();
  const columnOf = (flag: string, path: readonly string[]): number => {
    const known = columns.get(flag);
    // The server refuses circles; a drawing of one would still have to end.
    if (known !== undefined || path.includes(flag)) return known ?? 0;
    const before = (byKey.get(flag)?.requires ?? []).map((need) => columnOf(need.flag, [...path, flag]) + 1);
    const column = Math.max(0, ...before);
    columns.set(flag, column);
    return column;
  };
  for (const { flag } of group) columnOf(flag, []);
  return columns;
}

/** Columns from left to right, everything near the middle of what comes before it, so that lines cross less. */
function ordered(slots: readonly Slot[]): Slot[][] {
  const numbers = [...new Set(slots.map(({ column }) => column))].sort((a, b) => a - b);
  const rowOf = new Map<string, number>();
  return numbers.map((number) => {
    const column = slots.filter((slot) => slot.column === number);
    const middle = new Map(
      column.map(({ id, before }, row) => {
        const rows = before.map((other) => rowOf.get(other) ?? 0);
        return [id, rows.length > 0 ? rows.reduce((sum, one) => sum + one, 0) / rows.length : row];
      }),
    );
    column.sort((a, b) => (middle.get(a.id) ?? 0) - (middle.get(b.id) ?? 0));
    column.forEach(({ id }, row) => rowOf.set(id, row - (column.length - 1) / 2));
    return column;
  });
}
