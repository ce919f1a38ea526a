export { configOf, definitionOf } from './records.ts';
export {
  checkConfig,
  checkDefinition,
  checkRemovedVariants,
  liveIn,
  newFlag,
  type NewFlag,
} from './rules.ts';
