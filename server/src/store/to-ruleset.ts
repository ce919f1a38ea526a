import type { Flag, Segment } from '@signalbox/core/evaluator';
import type { FlagConfig, FlagDefinition, SegmentContent } from './model.ts';

/** A flag as SDKs see it. */
export function toFlag(key: string, version: number, definition: FlagDefinition, config: FlagConfig): Flag {
  return {
    key,
    version,
    valueType: definition.valueType,
    variants: definition.variants,
    enabled: config.enabled,
    ...(config.killed && { killed: true }),
    offVariant: config.offVariant,
    ...(definition.metadata && { metadata: definition.metadata }),
    ...(config.prerequisites && { prerequisites: config.prerequisites }),
    rules: config.rules,
    fallthrough: config.fallthrough,
    salt: definition.salt,
  };
}

/** A segment as SDKs with a server-side key see it. */
export function toSegment(
  key: string,
  version: number,
  { included, excluded, rules }: SegmentContent,
): Segment {
  return { key, version, included, excluded, rules };
}
