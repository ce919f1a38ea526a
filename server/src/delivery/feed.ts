import type { Position } from '@signalbox/core/sync';

/** What the streams of one kind get at one revision: every frame is made once and shared by all. */
export interface Feed {
  readonly position: Position;
  /** The event that brings a stream up to date from where it stands; undefined when there is nothing to say. */
  frameAfter(position: Position | undefined): Buffer | undefined;
  /** Shows that a quiet stream lives. */
  heartbeat(intervalMs: number): Buffer;
}
