import { EventSource } from 'eventsource';

/** What a page has and Node does not, as far as the browser SDK needs it: a page that is never left. */
const page = new EventTarget();

Object.assign(globalThis, {
  EventSource,
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
});
