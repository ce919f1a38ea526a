import type { Audience } from './audience.ts';
import type { LiveRuleset } from './live-ruleset.ts';
import type { SdkStream } from './stream.ts';
import type { View } from './view.ts';

/** The streams of one audience of one environment: all of them get the same bytes. */
export class Channel {
  readonly ruleset: LiveRuleset;
  readonly #audience: Audience;
  readonly #streams = new Set<SdkStream>();

  constructor(ruleset: LiveRuleset, audience: Audience) {
    this.ruleset = ruleset;
    this.#audience = audience;
  }

  get view(): View {
    return this.ruleset.view(this.#audience);
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
    const frame = this.view.heartbeat(intervalMs);
    for (const stream of this.#streams) stream.heartbeat(frame);
  }
}
