export { keptOf, newSdkKey } from './new-key.ts';
