export { ClientLink, type LinkEvents, type Obstacle } from './client-link.ts';
export type { ProviderOptions } from './options.ts';
export { toResolution } from './resolution.ts';
