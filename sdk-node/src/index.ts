export { createClient } from './client.ts';
export type * from '@signalbox/core/public';
