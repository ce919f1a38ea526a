import type { Bootstrap } from './protocol.ts';

/** How the connection to the server stands (OpenFeature's provider status). */
export type ClientStatus =
  /** No ruleset yet: flags answer with the application's defaults. */
  | 'NOT_READY'
  /** The ruleset in force is confirmed by a live feed. */
  | 'READY'
  /**
   * Answers come from the last known ruleset: the feed was lost for longer than `staleAfterMs`, or has not answered
   * yet and the ruleset is the one kept from the last time.
   */
  | 'STALE'
  /** No ruleset yet, and the server refused the SDK key, which is tried again slowly. */
  | 'ERROR'
  /** An option is not valid: nothing is tried, and flags answer with the application's defaults. */
  | 'FATAL';

/** Options of every client. */
export interface ClientOptions {
  /** Address of the Signalbox server: `https://flags.example.com`. Without it, flags answer with defaults. */
  url: string | undefined;
  /** The SDK key of the environment to evaluate. Without it, flags answer with defaults. */
  sdkKey: string | undefined;
  /** Name of the application, shown to operators beside this instance. */
  application?: string | undefined;
  /** Its version or commit. */
  applicationVersion?: string | undefined;
  /** Milliseconds without a live feed after which answers carry the reason STALE. Default: 60 000. */
  staleAfterMs?: number | undefined;
  /** Milliseconds between polls while streaming does not work. Default: 30 000, at least 1 000. */
  pollIntervalMs?: number | undefined;
  /**
   * A ruleset to answer from until the server sends one, as `ruleset()` gives it, or the body of `GET /sdk/v1/ruleset` as
   * text. Answers carry the reason CACHED until the server has confirmed it. It is preferred to what a cache holds, so
   * that a page that was rendered with it shows the same at first.
   */
  bootstrap?: Bootstrap | string | undefined;
  /**
   * Never connects: answers come from `bootstrap`, or else are the application's defaults. `url` and `sdkKey` are not
   * needed. Default: false.
   */
  offline?: boolean | undefined;
  /** Called with problems worth a line in the application's log. Default: `console.warn`. */
  onWarning?: ((message: string) => void) | undefined;
}

/** How long to wait for a first ruleset. */
export interface ReadyOptions {
  /** Milliseconds. Default: 5 000. */
  timeoutMs?: number | undefined;
}

/** What `ready` found out. */
export interface ReadyResult {
  /** Whether a ruleset is in force. */
  ready: boolean;
  status: ClientStatus;
  /** Why the server has not confirmed it, or there is none. */
  problem?: string;
}

/** What happened, for `track`. */
export interface TrackDetails {
  /** A figure that goes with it, such as an amount or milliseconds. Without one, only the event is counted. */
  value?: number | undefined;
}

/** Where every exposure went: counted = accepted + dropped + pending, always. */
export interface ExposureStats {
  counted: number;
  /** Counted by the server. */
  accepted: number;
  dropped: number;
  /** The dropped ones: too many waited while the server was away; the server did not want them. */
  droppedBy: { overflow: number; refused: number };
  /** Not sent yet, or not answered yet. */
  pending: number;
}

/** How changes come in: pushed, asked for again and again, or not at all for the time being. */
export type Transport = 'stream' | 'polling' | 'none';

/** Figures about a client, for health pages and tests. */
export interface ClientStats {
  status: ClientStatus;
  /** Why the server does not confirm the ruleset; undefined while it does. */
  problem: string | undefined;
  /** How changes come in now. */
  transport: Transport;
  /** Revision of the ruleset in force; undefined before the first. */
  revision: number | undefined;
  digest: string | undefined;
  flags: number;
  exposures: ExposureStats;
}

/** Listeners by event. */
export interface ClientListeners {
  /** Flags that may answer differently from now on. */
  change: (keys: readonly string[]) => void;
  /** How the connection stands from now on, and why; `reason` is undefined when all is well. */
  status: (status: ClientStatus, reason: string | undefined) => void;
}
