export { checkConditions, clausesOf } from './conditions.ts';
export { duplicates } from './duplicates.ts';
export { checkPatterns } from './patterns.ts';
export { checkRules } from './rules.ts';
export { checkServe, checkVariant } from './serve.ts';
