export { checkOptions, type CheckedOptions } from './check-options.ts';
export type { Client } from './client-api.ts';
export { createFlagClient, type ContextClient, type InnerClient } from './client.ts';
export * from './client-options.ts';
export type { FlagKey, FlagValue } from './flag-types.ts';
export { digestOf } from './digest.ts';
export type * from './platform.ts';
export * from './protocol.ts';
export { withReceipts } from './receipts.ts';
