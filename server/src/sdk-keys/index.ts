export { newSdkKey } from './new-key.ts';
