export * from './client-options.ts';
export { FlagClient, type ClientSetup } from './client.ts';
export { Connection, type ConnectionEvents, type ConnectionOptions } from './connection.ts';
export { addToDigest, digestOf, digestState, emptyDigest, formatDigest, type DigestState } from './digest.ts';
export type { ExposureStats } from './exposures.ts';
export * from './platform.ts';
export * from './protocol.ts';
export { RulesetStore, type Adoption } from './ruleset-store.ts';
