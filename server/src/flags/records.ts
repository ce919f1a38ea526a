import { refuse } from '../http/problem.ts';
import type { FlagConfig, FlagDefinition, FlagRecord, Write } from '../store/model.ts';

/** What of a record is the flag itself. */
export function definitionOf(flag: FlagRecord): FlagDefinition {
  const { kind, valueType, variants, description, owner, tags, runbookUrl, expectedRemoval } = flag;
  const { clientSide, salt, archived } = flag;
  return {
    kind,
    valueType,
    variants,
    description,
    owner,
    tags,
    runbookUrl,
    expectedRemoval,
    clientSide,
    salt,
    archived,
  };
}

export function configOf({ enabled, offVariant, rules, fallthrough, killed }: FlagConfig): FlagConfig {
  return { enabled, offVariant, rules, fallthrough, killed };
}

/** Turns a flag off wherever it is on. */
export function turnOff(flag: FlagRecord): Write[] {
  return Object.entries(flag.environments)
    .filter(([, config]) => config.enabled)
    .map(([environment, config]) => ({
      type: 'flagConfig',
      key: flag.key,
      environment,
      value: { ...configOf(config), enabled: false },
    }));
}

export function demandUnarchived(flag: FlagRecord): void {
  if (flag.archived) {
    throw refuse(409, 'archived', `Flag "${flag.key}" is archived. Unarchive it first; it comes back off.`);
  }
}
