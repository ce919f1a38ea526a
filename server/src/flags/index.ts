export { checkConfigIn } from './check-config-in.ts';
export { configOf, definitionOf, demandUnarchived } from './records.ts';
export {
  checkConfig,
  checkDefinition,
  checkRemovedVariants,
  liveIn,
  newFlag,
  type NewFlag,
} from './rules.ts';
