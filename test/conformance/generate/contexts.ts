import type { Condition, JsonValue, Ruleset } from '@signalbox/core/evaluator';
import fc from 'fast-check';
import { maybe, sometimes } from './chance.ts';
import { KINDS, oddValues, targetingKeys } from './pools.ts';

/** Random contexts, most of which have to do with the ruleset that they are asked with. */

/** A value, or a number that picks one of the values that the ruleset compares the attribute with. */
type Choice = { value: JsonValue } | { pick: number };

type Choices = [path: string, choices: Choice[], asList: boolean][];

const LISTS = new Set(['roles', 'scores']);
const ELSEWHERE = KINDS.flatMap(({ others }) => others);

const attribute: fc.Arbitrary<Choices[number]> = fc.oneof(
  ...KINDS.map(({ attributes, others }) =>
    fc.tuple(
      fc.constantFrom(...attributes.filter((path) => !/\.\d$/.test(path))),
      fc.array(choicesAmong(others), { minLength: 1, maxLength: 3 }),
      maybe(10),
    ),
  ),
);

function choicesAmong(others: readonly JsonValue[]): fc.Arbitrary<Choice> {
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...others) },
    { weight: 1, arbitrary: fc.constantFrom(...ELSEWHERE) },
    { weight: 1, arbitrary: oddValues },
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.nat(99).map((pick) => ({ pick })) },
    { weight: 2, arbitrary: value.map((chosen) => ({ value: chosen })) },
  );
}

const identity = fc.record({
  targetingKey: fc.oneof(
    { weight: 18, arbitrary: targetingKeys },
    { weight: 1, arbitrary: fc.constantFrom('', undefined) },
  ),
  listed: fc.nat(99),
  isListed: fc.boolean(),
  unit: sometimes(
    85,
    fc.oneof(
      { weight: 8, arbitrary: targetingKeys },
      { weight: 4, arbitrary: fc.oneof(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true })) },
      { weight: 1, arbitrary: fc.constantFrom<JsonValue[]>('', null, true, []) },
    ),
  ),
});

/** What `contextFor` makes a context of. */
export const contextPlans = fc.record({
  identity,
  attributes: fc.uniqueArray(attribute, { minLength: 2, maxLength: 14, selector: ([path]) => path }),
});

type ContextPlan = typeof contextPlans extends fc.Arbitrary<infer T> ? T : never;

export function contextFor(ruleset: Ruleset, { identity: who, attributes }: ContextPlan): JsonValue {
  const context: Record<string, JsonValue> = {};
  const listed = ruleset.segments.flatMap(({ included, excluded }) => [...included, ...excluded]);
  const targetingKey = (who.isListed ? listed[who.listed % listed.length] : undefined) ?? who.targetingKey;
  if (targetingKey !== undefined) context['targetingKey'] = targetingKey;
  if (who.unit !== undefined) {
    put(context, 'organization.key', who.unit);
    put(context, 'device.id', who.unit);
  }
  fill(context, attributes, operandsByPath(ruleset));
  return context;
}

function fill(
  context: Record<string, JsonValue>,
  attributes: Choices,
  operands: Map<string, JsonValue[]>,
): void {
  for (const [path, choices, asList] of attributes) {
    const values = choices.map((chosen) => {
      if ('value' in chosen) return chosen.value;
      const known = operands.get(path) ?? [];
      return known[chosen.pick % known.length] ?? null;
    });
    put(context, path, asList || LISTS.has(path) ? values : (values[0] ?? null));
  }
}

/** What the clauses of a ruleset compare each attribute with; an element of a list counts for the list. */
function operandsByPath({ flags, segments }: Ruleset): Map<string, JsonValue[]> {
  const found = new Map<string, JsonValue[]>();
  const walk = (condition: Condition): void => {
    if (!('operator' in condition)) {
      for (const part of condition.all ?? condition.any ?? condition.none ?? []) walk(part);
      return;
    }
    const path = condition.attribute.replace(/\.\d$/, '');
    found.set(path, [...(found.get(path) ?? []), ...condition.values]);
  };
  for (const { rules } of [...flags, ...segments]) for (const { clauses } of rules) clauses.forEach(walk);
  return found;
}

function put(context: Record<string, JsonValue>, path: string, value: JsonValue): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at = context;
  for (const name of names) {
    const inner = at[name];
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) at = inner;
    else at = at[name] = {};
  }
  at[last] = value;
}
