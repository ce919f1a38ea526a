export { flagTypes } from './flag-types.ts';
