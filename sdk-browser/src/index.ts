export { createClient, type BrowserClient, type BrowserClientOptions } from './client.ts';
export type * from '@signalbox/core/public';
