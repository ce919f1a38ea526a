import type { FlagMetadata, JsonValue, ValueType, Variant } from '@signalbox/core/evaluator';
import { checkJson } from '../http/json.ts';
import type { FieldProblem } from '../http/problem.ts';
import { LIMITS } from '../http/schema.ts';
import type { FlagConfig, FlagDefinition, FlagRecord, JsonSchema } from '../store/model.ts';
import { checkRules, checkServe, checkVariant, duplicates } from '../targeting/index.ts';

/** A boolean flag that names no variants gets these. */
const ON_OFF: Variant[] = [
  { name: 'on', value: true },
  { name: 'off', value: false },
];

export interface NewFlag extends Omit<
  FlagDefinition,
  'jsonSchema' | 'variants' | 'salt' | 'archived' | 'metadata'
> {
  variants?: Variant[] | undefined;
  jsonSchema?: JsonSchema | null | undefined;
  metadata?: FlagMetadata | undefined;
  offVariant?: string | undefined;
}

/** A flag as it is born: off, with a safe off variant. The same in every environment. */
export function newFlag(
  { offVariant: wanted, variants: given, jsonSchema, metadata = {}, ...rest }: NewFlag,
  salt: string,
): { definition: FlagDefinition; config: FlagConfig } {
  const variants = given ?? (rest.valueType === 'boolean' ? ON_OFF : []);
  const offVariant = wanted ?? safeOffVariant(variants);
  const served = variants.find((variant) => variant.name !== offVariant)?.name ?? offVariant;
  return {
    definition: {
      ...rest,
      variants,
      ...(jsonSchema && { jsonSchema }),
      salt,
      archived: false,
      ...(Object.keys(metadata).length > 0 && { metadata }),
    },
    config: { enabled: false, offVariant, rules: [], fallthrough: { variant: served }, killed: null },
  };
}

/** The first variant that means "nothing", otherwise the last one. */
function safeOffVariant(variants: readonly Variant[]): string {
  const nothing = variants.find(
    ({ value }) => value === false || value === null || value === 0 || value === '',
  );
  return (nothing ?? variants.at(-1))?.name ?? '';
}

/** What is wrong with a flag, beyond the shape of its fields. */
export function checkDefinition({
  variants,
  valueType,
}: Pick<FlagDefinition, 'variants' | 'valueType'>): FieldProblem[] {
  if (variants.length === 0) {
    return [
      {
        field: 'variants',
        problem: `a ${valueType} flag needs variants`,
        remedy: 'Send at least one, with a name and a value.',
      },
    ];
  }
  return [
    ...duplicates(variants, (variant) => variant.name).map(({ index, value }) => ({
      field: `variants.${index}.name`,
      problem: `"${value}" is the name of another variant already`,
      remedy: 'Give each variant a name of its own.',
    })),
    ...variants.flatMap((variant, index) => checkValue(variant.value, valueType, `variants.${index}.value`)),
  ];
}

function checkValue(value: JsonValue, valueType: ValueType, field: string): FieldProblem[] {
  if (valueType !== 'json' && typeof value !== valueType) {
    const remedy = `Send a ${valueType}${valueType === 'string' ? '' : ', without quotes'}.`;
    return [{ field, problem: `is not a ${valueType}`, remedy }];
  }
  const found = checkJson(value, { depth: LIMITS.variantDepth, bytes: LIMITS.variantBytes });
  return found ? [{ field, ...found }] : [];
}

/** What is wrong with how a flag behaves in one environment. */
export function checkConfig(
  config: Pick<FlagConfig, 'offVariant' | 'rules' | 'fallthrough'>,
  known: { variants: readonly Variant[]; segments: readonly string[] },
): FieldProblem[] {
  const variants = new Set(known.variants.map((variant) => variant.name));
  return [
    ...checkVariant(config.offVariant, variants, 'offVariant'),
    ...checkRules(config.rules, { variants, segments: new Set(known.segments) }),
    ...checkServe(config.fallthrough, variants, 'fallthrough'),
  ];
}

/** Variants that are to go but are still served somewhere, with where. */
export function checkRemovedVariants(flag: FlagRecord, variants: readonly Variant[]): FieldProblem[] {
  const staying = new Set(variants.map((variant) => variant.name));
  return flag.variants
    .filter((variant) => !staying.has(variant.name))
    .flatMap((variant) => {
      const places = placesOf(flag, variant.name);
      if (places.length === 0) return [];
      return [
        {
          field: 'variants',
          problem: `"${variant.name}" is still in use: ${places.join(', ')}`,
          remedy: 'Serve another variant there first.',
        },
      ];
    });
}

function placesOf(flag: FlagRecord, variant: string): string[] {
  return Object.entries(flag.environments).flatMap(([environment, config]) => [
    ...(config.offVariant === variant ? [`off variant in ${environment}`] : []),
    ...config.rules
      .filter(({ serve }) => serves(serve, variant))
      .map((rule) => `rule "${rule.id}" in ${environment}`),
    ...(serves(config.fallthrough, variant) ? [`fallthrough in ${environment}`] : []),
  ]);
}

function serves(serve: FlagConfig['fallthrough'], variant: string): boolean {
  return serve.variant === variant || (serve.split ?? []).some((part) => part.variant === variant);
}

/** Where a flag still works for somebody in production: there it must not disappear. */
export function liveIn(flag: FlagRecord, production: readonly string[]): string[] {
  return production.filter((environment) => {
    const config = flag.environments[environment];
    return config?.enabled === true && config.killed === null;
  });
}
