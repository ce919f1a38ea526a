import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import type { Position } from '@signalbox/core/sync';
import type { Connection } from '../fleet/index.ts';
import type { Monitor, StreamEnd } from '../monitoring/index.ts';
import type { Feed } from './feed.ts';
import { STREAM_HEAD } from './frames.ts';

/** A big frame goes out in parts, each after the one before was read: so little waits in memory for a stream. */
const PART_BYTES = 256 * 1024;

export interface StreamOptions {
  outgoing: ServerResponse;
  /** Whose key opened it. */
  keyId: string;
  /** What the stream is to be brought up to, as it stands now. */
  feed: () => Feed;
  /** How the fleet counts it, if it does. */
  connection: Connection | undefined;
  now: () => number;
  /** When it has lasted long enough, in milliseconds since 1970. */
  endsAt: number;
  monitor: Pick<Monitor, 'frameWritten' | 'frameSkipped' | 'streamEnded'>;
}

/**
 * One SDK's stream. While it does not read, nothing is written to it: it keeps its place, and once it reads
 * again it gets one patch from there to the newest revision, however many there were in between.
 */
export class SdkStream {
  readonly keyId: string;
  readonly endsAt: number;
  readonly #outgoing: ServerResponse;
  /**
   * Once the head is out, events go to the socket itself: node:http would hold each one back until everything else that
   * is ready to run has run. Before a pipelined response gets its socket there is only the response.
   */
  readonly #out: Writable;
  readonly #feed: () => Feed;
  readonly #connection: Connection | undefined;
  readonly #now: () => number;
  readonly #monitor: StreamOptions['monitor'];
  #position: Position | undefined;
  /** What is left to write of the frame that is under way. */
  #rest: Buffer | undefined;
  #waitingSince: number | undefined;
  #ending: StreamEnd | undefined;
  #over = false;

  constructor({ outgoing, keyId, feed, connection, now, endsAt, monitor }: StreamOptions) {
    this.keyId = keyId;
    this.endsAt = endsAt;
    this.#outgoing = outgoing;
    this.#out = outgoing.socket ?? outgoing;
    this.#feed = feed;
    this.#connection = connection;
    this.#now = now;
    this.#monitor = monitor;
  }

  /** Starts the stream for a client that stands at `position`. */
  open(position: Position | undefined, heartbeatMs: number): void {
    this.#out.on('drain', () => this.#drained());
    // Whatever it is, 'close' follows.
    this.#outgoing.on('error', () => undefined);
    this.#outgoing.write(STREAM_HEAD);
    this.#position = position;
    if (!this.update()) this.heartbeat(this.#feed().heartbeat(heartbeatMs));
  }

  /** Brings it to the newest revision, now or once it has read what it was sent. False when it is there already. */
  update(): boolean {
    if (!this.#isReady()) {
      if (!this.#over) this.#monitor.frameSkipped();
      return true;
    }
    const feed = this.#feed();
    const frame = feed.frameAfter(this.#position);
    this.#position = feed.position;
    if (!frame) return false;
    this.#write(frame);
    return true;
  }

  heartbeat(frame: Buffer): void {
    if (this.#isReady()) this.#write(frame);
  }

  /** For how long it has read nothing of what it was sent. */
  waitedMs(): number {
    return this.#waitingSince === undefined ? 0 : this.#now() - this.#waitingSince;
  }

  /** Ends it after the frame that is under way, so that nobody gets half of one. */
  end(reason: StreamEnd): void {
    this.#endFor(reason);
    if (this.#isReady()) this.#finish();
  }

  /** Ends it now: what is not sent yet is not sent any more. */
  drop(reason: StreamEnd): void {
    this.#endFor(reason);
    if (this.#isReady()) this.#finish();
    else this.cut(reason);
  }

  /** Breaks it off. By a reset, or the system would keep for minutes what nobody reads. */
  cut(reason: StreamEnd): void {
    this.#endFor(reason);
    this.#over = true;
    if (this.#out instanceof Socket) this.#out.resetAndDestroy();
    else this.#outgoing.destroy();
  }

  /** The first reason counts: an end that is not read becomes a cut. */
  #endFor(reason: StreamEnd): void {
    if (!this.#ending) this.#monitor.streamEnded(reason);
    this.#ending ??= reason;
  }

  #finish(): void {
    this.#over = true;
    // The end has to be read as well.
    this.#waitingSince = this.#now();
    this.#outgoing.end();
  }

  #isReady(): boolean {
    return this.#waitingSince === undefined && !this.#over;
  }

  #drained(): void {
    if (this.#over) return;
    this.#waitingSince = undefined;
    if (this.#rest) this.#continue();
    else if (this.#ending) this.#finish();
    else this.update();
  }

  #write(frame: Buffer): void {
    this.#monitor.frameWritten(frame.length);
    this.#rest = frame;
    this.#continue();
  }

  #continue(): void {
    while (this.#rest && this.#isReady()) {
      const rest: Buffer = this.#rest;
      const whole = rest.length <= PART_BYTES;
      this.#rest = whole ? undefined : rest.subarray(PART_BYTES);
      if (!this.#out.write(whole ? rest : rest.subarray(0, PART_BYTES))) this.#waitingSince = this.#now();
    }
    if (this.#rest) return;
    if (this.#position) this.#connection?.delivered(this.#position.revision);
    if (this.#ending && this.#isReady()) this.#finish();
  }
}
