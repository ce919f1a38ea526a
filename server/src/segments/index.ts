export { checkSegment, contentOf, usersOf } from './rules.ts';
