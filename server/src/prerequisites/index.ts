export { checkOwnPrerequisites, checkPrerequisites, checkRequirers } from './rules.ts';
