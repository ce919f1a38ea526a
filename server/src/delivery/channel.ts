import type { InstanceInfo } from '@signalbox/core/sync';
import type { Audience } from './audience.ts';
import type { Feed } from './feed.ts';
import type { LiveRuleset } from './live-ruleset.ts';
import type { SdkStream } from './stream.ts';
import type { View } from './view.ts';

/** A kind of stream: what is written to it, and how whoever opens it says which instance it is. */
export interface StreamProtocol {
  readonly name: string;
  /** @param committedAt when the view's revision was committed, in milliseconds since 1970 */
  feed(view: View, committedAt: number): Feed;
  /** The whole stream where there is no room for one; absent where the protocol has no words for that. */
  pollInstead?(view: View, intervalMs: number): Buffer;
  /** Undefined when the caller does not count as an SDK instance. */
  instance(query: Record<string, string>): InstanceInfo | undefined;
}

/** The streams of one kind for one audience of one environment: all of them get the same bytes. */
export class Channel {
  readonly ruleset: LiveRuleset;
  readonly #audience: Audience;
  readonly #protocol: StreamProtocol;
  readonly #streams = new Set<SdkStream>();
  #made: { view: View; feed: Feed } | undefined;

  constructor(ruleset: LiveRuleset, audience: Audience, protocol: StreamProtocol) {
    this.ruleset = ruleset;
    this.#audience = audience;
    this.#protocol = protocol;
  }

  get feed(): Feed {
    const view = this.ruleset.view(this.#audience);
    if (this.#made?.view !== view) {
      this.#made = { view, feed: this.#protocol.feed(view, this.ruleset.committedAt) };
    }
    return this.#made.feed;
  }

  get streams(): ReadonlySet<SdkStream> {
    return this.#streams;
  }

  add(stream: SdkStream): void {
    this.#streams.add(stream);
  }

  delete(stream: SdkStream): void {
    this.#streams.delete(stream);
  }

  /** Never waits for anybody: who is not ready now catches up alone. */
  update(): void {
    for (const stream of this.#streams) stream.update();
  }

  heartbeat(intervalMs: number): void {
    if (this.#streams.size === 0) return;
    const frame = this.feed.heartbeat(intervalMs);
    for (const stream of this.#streams) stream.heartbeat(frame);
  }
}
