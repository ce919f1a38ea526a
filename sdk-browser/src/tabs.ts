import type { Platform } from '@signalbox/core/sync';

/** Opens a stream for itself alone, and tells each message's position beside its data. */
export type OpenSource = (
  since: string | undefined,
  onMessage: (data: string, position: string) => void,
  onEnd: () => void,
) => () => void;

/** Between tabs: the question whether anybody leads, and what the leader has heard last, if anything yet. */
type Word = 0 | [] | [data: string, position: string];

/**
 * One stream for all tabs that ask the same server with the same key: over HTTP/1.1 a browser keeps only six connections
 * to a server, for all its tabs together. The tab that holds a lock opens the stream and passes on what comes; the lock
 * goes when that tab lets go, or is closed or killed, and the next one goes on from the last message. Where there are
 * no locks, as on pages without TLS, each tab opens its own.
 */
export function shareStream(
  name: string,
  open: OpenSource,
  setTimer: Platform['setTimer'],
): Platform['openStream'] {
  /** A leader that does not say a word for so long is frozen, and still holds the lock. */
  const PATIENCE_MS = 5_000;

  const { navigator, BroadcastChannel } = globalThis as Partial<typeof globalThis>;
  const locks = navigator?.locks;
  // Node, where a server renders the page, has both as well, but no EventSource.
  if (!locks || !BroadcastChannel || !('EventSource' in globalThis)) return open;

  return (since, onMessage, onEnd) => {
    let channel: BroadcastChannel;
    try {
      channel = new BroadcastChannel(name);
    } catch {
      return open(since, onMessage, onEnd); // the browser forbids it here
    }
    const waiting = new AbortController();
    let last: Word = [];
    let over = false;
    let stopLeading: (() => void) | undefined;

    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
    const say = (word: Word): void => channel.postMessage(word);

    const lead = (): Promise<void> =>
      new Promise((release) => {
        if (over) return release();
        stopAsking();
        const onWord = (...word: [string, string]): void => {
          say((last = word));
          onMessage(word[0]);
        };
        const close = open(since, onWord, onEnd);
        stopLeading = () => {
          close();
          release();
        };
      });

    const request = (options: LockOptions): void => {
      locks.request(name, options, lead).catch(() => {
        if (over) return;
        // Another tab took it, because this one was frozen; or locks are forbidden here.
        if (stopLeading) onEnd();
        else void lead();
      });
    };

    channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
      if (stopLeading) {
        if (!data) say(last);
      } else if (data) {
        stopAsking();
        if (!data[0]) return;
        since = data[1];
        onMessage(data[0]);
      }
    });
    const stopAsking = setTimer(() => request({ steal: true }), PATIENCE_MS);
    request({ signal: waiting.signal });
    say(0);

    return () => {
      over = true;
      stopAsking();
      waiting.abort();
      channel.close();
      stopLeading?.();
    };
  };
}
