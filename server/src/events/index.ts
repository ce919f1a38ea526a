export { eventsPayloadSchema } from './schema.ts';
export { splitKnown } from './known.ts';
