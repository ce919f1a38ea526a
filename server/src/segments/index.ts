export { checkReach, checkReachAround } from './questions.ts';
export { checkSegment, contentOf, usersOf } from './rules.ts';
