import { refuse } from '../http/problem.ts';
import type { z } from '@hono/zod-openapi';
import type { FlagConfig, FlagDefinition, FlagRecord, Write } from '../store/model.ts';
import type { updateFlagSchema } from './schema.ts';

/** What of a record is the flag itself. */
export function definitionOf(flag: FlagRecord): FlagDefinition {
  const { kind, valueType, variants, jsonSchema, description, owner, tags, runbookUrl, expectedRemoval } =
    flag;
  const { clientSide, salt, archived, metadata } = flag;
  return {
    kind,
    valueType,
    variants,
    ...(jsonSchema && { jsonSchema }),
    description,
    owner,
    tags,
    runbookUrl,
    expectedRemoval,
    clientSide,
    salt,
    archived,
    ...(metadata && { metadata }),
  };
}

type Changes = Omit<z.output<typeof updateFlagSchema>, 'comment'>;

/** With what is to change. A JSON Schema of null is one that goes, and so is metadata without entries. */
export function changed(before: FlagDefinition, wanted: Changes): FlagDefinition {
  const { jsonSchema, metadata, ...fields } = wanted;
  const after: FlagDefinition = Object.assign({ ...before }, fields);
  if (jsonSchema === null) delete after.jsonSchema;
  else if (jsonSchema) after.jsonSchema = jsonSchema;
  if (metadata) delete after.metadata;
  if (metadata && Object.keys(metadata).length > 0) after.metadata = metadata;
  return after;
}

export function configOf(config: FlagConfig): FlagConfig {
  const { enabled, offVariant, prerequisites, rules, fallthrough, killed } = config;
  return { enabled, offVariant, ...(prerequisites && { prerequisites }), rules, fallthrough, killed };
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
