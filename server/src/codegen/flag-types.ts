import type { JsonValue } from '@signalbox/core/evaluator';
import { literal, shapeOf, unionOf } from './value-type.ts';

/** As much of a flag as its type is made from. */
export interface TypedFlag {
  key: string;
  valueType: 'boolean' | 'string' | 'number' | 'json';
  variants: readonly { value: JsonValue }[];
}

const HEAD = `// Written by \`signalbox codegen\`; run it again when flags come and go. Not to be edited.

export {};

declare global {
  interface SignalboxFlags {
`;

/** The file that gives flags their types. The same flags make the same text, in whatever order they come. */
export function flagTypes(flags: readonly TypedFlag[]): string {
  const lines = flags
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((flag) => `    ${literal(flag.key)}: { type: '${flag.valueType}'; value: ${valueOf(flag)} };\n`);
  return `${HEAD}${lines.join('')}  }\n}\n`;
}

function valueOf({ valueType, variants }: TypedFlag): string {
  if (valueType === 'boolean' || valueType === 'number') return valueType;
  const types = variants.map(({ value }) =>
    valueType === 'string' && typeof value === 'string' ? literal(value) : shapeOf(value),
  );
  return unionOf(types) || 'never';
}
