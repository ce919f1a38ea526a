export { newProject } from './rules.ts';
