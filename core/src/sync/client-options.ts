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
  /** No ruleset yet, and the server refused the SDK key, which is tried again slowly; or an option is not valid. */
  | 'ERROR';

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
  accepted: number;
  dropped: number;
  pending: number;
}

/** Figures about a client, for health pages and tests. */
export interface ClientStats {
  status: ClientStatus;
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
  status: (status: ClientStatus) => void;
}
