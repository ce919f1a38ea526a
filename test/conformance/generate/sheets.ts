import type { Flag, Ruleset, ValueType } from '@signalbox/core/evaluator';
import fc from 'fast-check';
import { DEFAULTS, type Question } from '../questions.ts';
import { sometimes } from './chance.ts';
import { contextFor, contextPlans } from './contexts.ts';
import { rulesets } from './rulesets.ts';

/** A ruleset and what is asked of it. */
export interface Sheet {
  ruleset: Ruleset;
  questions: Question[];
}

const TYPES: ValueType[] = ['boolean', 'string', 'number', 'json'];

export const sheets: fc.Arbitrary<Sheet> = fc
  .record({
    ruleset: rulesets,
    plans: fc.array(contextPlans, { minLength: 1, maxLength: 12 }),
    // Which of the questions asks for another type or for no flag at all: mostly none of them.
    wrongType: sometimes(20, fc.nat(10)),
    unknownFlag: sometimes(10, fc.nat(10)),
  })
  .map(({ ruleset, plans, wrongType, unknownFlag }) => {
    const asked = plans.flatMap((plan) => {
      const context = contextFor(ruleset, plan);
      return ruleset.flags.map((flag) => ({ flag, context }));
    });
    return {
      ruleset,
      questions: asked.map(({ flag, context }, at) => {
        const type = at === wrongType ? otherType(flag) : flag.valueType;
        return { flag: at === unknownFlag ? 'unknown' : flag.key, type, default: DEFAULTS[type], context };
      }),
    };
  });

function otherType({ valueType }: Flag): ValueType {
  return TYPES[(TYPES.indexOf(valueType) + 1) % TYPES.length] ?? 'boolean';
}

/** Many sheets as one, each flag and segment with the number of its sheet before its key. */
export function combine(parts: readonly Sheet[]): Sheet {
  const renamed = parts.map((sheet, at) => prefixed(sheet, `n${at}-`));
  return {
    ruleset: {
      flags: renamed.flatMap(({ ruleset }) => ruleset.flags),
      segments: renamed.flatMap(({ ruleset }) => ruleset.segments),
    },
    questions: renamed.flatMap(({ questions }) => questions),
  };
}

function prefixed({ ruleset, questions }: Sheet, prefix: string): Sheet {
  const renameKeys = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renameKeys);
    if (typeof value !== 'object' || value === null) return value;
    if ('operator' in value && 'values' in value && value.operator === 'inSegment') {
      return { ...value, values: (value.values as string[]).map((key) => prefix + key) };
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name,
        renames(name, part) ? prefix + part : renameKeys(part),
      ]),
    );
  };
  return {
    ruleset: renameKeys(ruleset) as Ruleset,
    questions: questions.map((question) => ({ ...question, flag: prefix + question.flag })),
  };
}

/** Keys of flags and segments, and where a flag names another. */
function renames(name: string, part: unknown): part is string {
  return (name === 'key' || name === 'flag') && typeof part === 'string';
}
