/** Whom a stream is for. */
interface StreamLabels {
  project: string;
  environment: string;
  audience: 'server' | 'client';
}

/** Why the server ended a stream. */
export const STREAM_ENDS = ['stalled', 'revoked', 'age', 'shutdown'] as const;
export type StreamEnd = (typeof STREAM_ENDS)[number];

/** What became of counts that came in. */
interface Counted {
  kind: 'exposure' | 'metric';
  /** Of the batch that they came with. */
  outcome: 'accepted' | 'duplicate';
  accepted: number;
  /** Of flags, variants, metrics or times that cannot be. */
  dropped: number;
}

interface RequestLabels {
  method: string;
  /** The route's pattern, such as `/api/v1/projects/:project`: never what somebody asked for. */
  route: string;
  status: number;
}

/**
 * What the parts of the server tell as it happens. What they tell is counted and nothing else: no call throws, waits or
 * looks anything up.
 */
export interface Monitor {
  streamOpened(labels: StreamLabels): void;
  streamClosed(labels: StreamLabels): void;
  /** The server ends a stream; it is closed a moment later. */
  streamEnded(reason: StreamEnd): void;
  /** Called for every frame to every stream. */
  frameWritten(bytes: number): void;
  /** A stream that does not read was passed over. */
  frameSkipped(): void;
  receipt(project: string, counts: boolean): void;
  /** An instance confirmed a revision so many milliseconds after its commit. */
  confirmed(project: string, milliseconds: number): void;
  events(project: string, counted: Counted): void;
  /** A commit took so many seconds, or failed after them. */
  committed(outcome: 'done' | 'refused' | 'failed', seconds: number): void;
  adopted(project: string, environment: string, revision: number): void;
  requested(labels: RequestLabels, seconds: number): void;
  /** A round of the probe: how long the change took, or undefined when it did not arrive. */
  probed(milliseconds: number | undefined): void;
}

const nothing = (): void => undefined;

/** For servers that nobody watches. */
export const NO_MONITOR: Monitor = {
  streamOpened: nothing,
  streamClosed: nothing,
  streamEnded: nothing,
  frameWritten: nothing,
  frameSkipped: nothing,
  receipt: nothing,
  confirmed: nothing,
  events: nothing,
  committed: nothing,
  adopted: nothing,
  requested: nothing,
  probed: nothing,
};
