import { RULESET_PATH, STREAM_PATH, type Platform } from '@signalbox/core/sync';
import { FakePlatform } from '../../../core/src/sync/fake-platform.ts';
import type { SdkApi } from '../../../server/src/delivery/routes.ts';
import { MemorySocket, responseOn } from './memory-socket.ts';
import type { Turns } from './turns.ts';

/** A client's way to a server in the same process, on which everything may come late, but in order. */
export interface MemoryPlatform {
  platform: Platform;
  /** The client's clock. */
  clock: FakePlatform;
  /** Of the stream that is open, if one is. */
  readonly socket: MemorySocket | undefined;
}

/** @param firstSince what the first stream says to have, instead of what it has; `undefined` leaves that alone */
export function memoryPlatform(
  { routes }: SdkApi,
  key: string,
  { turn }: Turns,
  firstSince: string | undefined,
): MemoryPlatform {
  const clock = new FakePlatform();
  const headers = { authorization: `Bearer ${key}` };
  let lie = firstSince;
  let socket: MemorySocket | undefined;

  const platform: Platform = {
    instance: clock.instance,
    maxBackoffMs: clock.maxBackoffMs,
    now: clock.now,
    random: clock.random,
    setTimer: clock.setTimer,
    async request({ path, etag }) {
      await turn();
      if (path !== RULESET_PATH) return { status: 202, text: '' };
      const response = await routes.request(path, {
        headers: { ...headers, ...(etag !== undefined && { 'if-none-match': etag }) },
      });
      const text = await response.text();
      await turn();
      return { status: response.status, text };
    },
    openStream(since, onMessage, onEnd) {
      let over = false;
      let arrived = Promise.resolve();
      const inOrder = (then: () => void): void => {
        arrived = arrived.then(turn).then(() => {
          if (!over) then();
        });
      };
      const read = eventReader((data) => inOrder(() => onMessage(data)));
      const mine = new MemorySocket(read);
      socket = mine;
      mine.once('close', () => inOrder(() => onEnd()));
      void open(lie ?? since, mine);
      lie = undefined;
      return () => {
        over = true;
        mine.destroy();
      };
    },
  };

  async function open(since: string | undefined, mine: MemorySocket): Promise<void> {
    await turn();
    if (mine.destroyed) return;
    const query = since === undefined ? '' : `?since=${encodeURIComponent(since)}`;
    await routes.request(STREAM_PATH + query, { headers }, { outgoing: responseOn(mine) });
  }

  return {
    platform,
    clock,
    get socket() {
      return socket;
    },
  };
}

/** Tells the data of each event, once it is whole. */
function eventReader(onData: (data: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    rest += text;
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(rest.slice(0, end))?.[1];
      rest = rest.slice(end + 2);
      if (data !== undefined) onData(data);
    }
  };
}
