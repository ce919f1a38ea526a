export { eventsPayloadSchema } from './schema.ts';
export { splitAdmitted, splitKnown } from './known.ts';
