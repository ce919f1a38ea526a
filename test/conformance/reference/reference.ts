import type { Flag, FlagMetadata, JsonValue, Reason, Ruleset, Serve } from '@signalbox/core/evaluator';
import murmurhash from 'murmurhash';
import { revive } from '../odd-values.ts';
import type { Answer, Question, Surface } from '../questions.ts';
import { unitAt } from './attributes.ts';
import { checkCondition, holds } from './conditions.ts';

/**
 * A second interpreter of rulesets, written from docs/decisions/targeting.md and bucketing.md alone: slow, short, and
 * with other people's packages where there are any, so that a mistake of the evaluator is not made twice.
 */

interface Served {
  variant: string;
  reason: Reason;
  metadata: FlagMetadata;
}

type Outcome = Served | 'TARGETING_KEY_MISSING' | 'PARSE_ERROR';

export function answerByReference(ruleset: Ruleset, question: Question): Answer {
  const { type, default: fallback, context } = question;
  const failed = (errorCode: Answer['errorCode']): Answer => ({
    value: fallback,
    reason: 'ERROR',
    ...(errorCode && { errorCode }),
    metadata: {},
  });
  const flag = ruleset.flags.find(({ key }) => key === question.flag);
  if (!flag) return failed('FLAG_NOT_FOUND');
  if (flag.valueType !== type) return failed('TYPE_MISMATCH');
  try {
    const outcome = resolve(flag, revive(context), ruleset);
    return typeof outcome === 'string'
      ? failed(outcome)
      : {
          value: valueOf(flag, outcome.variant),
          ...outcome,
          metadata: { ...flag.metadata, ...outcome.metadata },
        };
  } catch {
    return failed('INVALID_CONTEXT');
  }
}

function resolve(flag: Flag, context: unknown, ruleset: Ruleset): Outcome {
  if (!isReadable(flag, ruleset)) return 'PARSE_ERROR';
  const off = (metadata: FlagMetadata, reason: Reason = 'DISABLED'): Served => ({
    variant: flag.offVariant,
    reason,
    metadata,
  });
  if (flag.killed === true || !flag.enabled) return off({});

  const prerequisites = flag.prerequisites ?? [];
  for (const { flag: key, variant } of prerequisites) {
    const other = ruleset.flags.find((candidate) => candidate.key === key);
    const outcome = other && resolve(other, context, ruleset);
    const met = typeof outcome === 'object' && outcome.variant === variant;
    if (!met) return off({ prerequisite: key });
  }

  for (const rule of flag.rules) {
    if (!rule.clauses.every((condition) => holds(condition, context, ruleset))) continue;
    const served = serve(rule.serve, flag, context, 'TARGETING_MATCH');
    if (typeof served === 'object') return { ...served, metadata: { ruleId: rule.id } };
    if (served !== 'outside') return served;
  }

  const whole = flag.rules.length + prerequisites.length > 0 ? 'DEFAULT' : 'STATIC';
  const served = serve(flag.fallthrough, flag, context, whole);
  if (served === 'outside') return off({}, 'SPLIT');
  return typeof served === 'object' ? { ...served, metadata: {} } : served;
}

function serve(
  { variant, split, share = 100_000, bucketBy = 'targetingKey' }: Serve,
  flag: Flag,
  context: unknown,
  whole: Reason,
): Omit<Served, 'metadata'> | 'outside' | 'TARGETING_KEY_MISSING' {
  if (share === 0) return 'outside';
  if (share === 100_000 && variant !== undefined) return { variant, reason: whole };
  const unit = unitAt(context, bucketBy);
  if (unit === undefined) return 'TARGETING_KEY_MISSING';
  if (bucketOf(flag.salt, 'exp:', unit) >= share) return 'outside';
  return { variant: variant ?? variantOf(split ?? [], bucketOf(flag.salt, 'var:', unit)), reason: 'SPLIT' };
}

function variantOf(split: NonNullable<Serve['split']>, bucket: number): string {
  let sum = 0;
  for (const part of split) {
    sum += part.weight;
    if (bucket < sum) return part.variant;
  }
  throw new Error('the weights do not sum to 100 000');
}

function bucketOf(salt: string, purpose: string, unit: string): number {
  const bytes = new TextEncoder().encode(salt + purpose + unit);
  return Number((BigInt(murmurhash.v3(bytes, 0)) * 100_000n) >> 32n);
}

function valueOf(flag: Flag, variant: string): JsonValue {
  const found = flag.variants.find(({ name }) => name === variant);
  if (!found) throw new Error(`no variant ${variant}`);
  return found.value;
}

/** Whether a flag can be answered at all. One that is off or killed needs no more than its off variant. */
function isReadable(flag: Flag, ruleset: Ruleset): boolean {
  try {
    checkServe({ variant: flag.offVariant }, flag);
    if (flag.killed === true || !flag.enabled) return true;
    if (requires(flag.key, flag.key, ruleset, [])) return false;
    for (const rule of flag.rules) {
      for (const condition of rule.clauses) checkCondition(condition, ruleset);
      checkServe(rule.serve, flag);
    }
    checkServe(flag.fallthrough, flag);
    return true;
  } catch {
    return false;
  }
}

function checkServe({ variant, split = [], hashing = 'signalbox-1' }: Serve, flag: Flag): void {
  if (!/^[ -~]{8}$/.test(flag.salt)) throw new Error('not 8 printable ASCII characters');
  if (hashing !== 'signalbox-1') throw new Error('unknown hashing');
  const served = variant === undefined ? split.map((part) => part.variant) : [variant];
  for (const name of served) {
    const value = valueOf(flag, name);
    if (flag.valueType !== 'json' && typeof value !== flag.valueType) throw new Error('of another type');
  }
  const sum = split.reduce((total, part) => total + part.weight, 0);
  if (variant === undefined && sum !== 100_000) throw new Error('the weights do not sum to 100 000');
}

/** Whether a flag requires another one, directly or through others. */
function requires(flag: string, other: string, ruleset: Ruleset, seen: string[]): boolean {
  const direct = ruleset.flags.find(({ key }) => key === flag)?.prerequisites ?? [];
  return direct.some(({ flag: key }) => {
    if (key === other) return true;
    if (seen.includes(key)) return false;
    seen.push(key);
    return requires(key, other, ruleset, seen);
  });
}

/** The reference as one more to compare with. */
export function referenceSurface(): Surface {
  return {
    name: 'reference',
    answer: async (ruleset, questions) => questions.map((question) => answerByReference(ruleset, question)),
    async [Symbol.asyncDispose]() {},
  };
}
