export * from './model.ts';
export { bucket, unitOf, WHOLE, type Purpose } from './bucketing.ts';
export { parseCidr } from './cidr.ts';
export { segmentKeysOf } from './compile.ts';
export { parseDate } from './dates.ts';
export { detailsOf, evaluate } from './evaluate.ts';
export { explain } from './explain.ts';
export type * from './explanation.ts';
export { fits, type CompiledFlag } from './flag.ts';
export { hashListedKey } from './listed-keys.ts';
export { murmur3 } from './murmur.ts';
export { failed, type Outcome } from './outcome.ts';
export {
  changeRuleset,
  compileRuleset,
  EMPTY_RULESET,
  type CompiledRuleset,
  type RulesetChange,
} from './ruleset.ts';
export { compareSemver, parseSemver, type Semver } from './semver.ts';
