import type { Flag, FlagConfig } from '../model.ts';

const SHOWN = 60;

/** The value behind the off variant, short enough for a sentence. */
export function offValue(flag: Flag, config: FlagConfig): string {
  const value = JSON.stringify(flag.variants.find(({ name }) => name === config.offVariant)?.value);
  if (value === undefined) return '';
  return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
}
