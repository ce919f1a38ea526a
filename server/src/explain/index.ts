export { rulesetFor } from './ruleset.ts';
export { explanationText } from './text.ts';
