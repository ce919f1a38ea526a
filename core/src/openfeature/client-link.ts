import type { EvaluationDetails } from '../evaluator/index.ts';
import type { Client, ClientOptions, ClientStatus } from '../sync/index.ts';

/** What a provider tells OpenFeature of its own accord. */
export interface LinkEvents {
  ready(): void;
  /** Answers come from the last known ruleset, which the server does not confirm. */
  stale(message: string): void;
  /** There is no ruleset. */
  failed(obstacle: Obstacle): void;
  changed(flagKeys: string[]): void;
}

/** Why there is no ruleset. */
export interface Obstacle {
  message: string;
  /** Waiting will not help: a refused key, an option that is not valid. */
  fatal: boolean;
}

interface LinkSetup {
  /** A client of the application's, which the application closes; or options to make one that the link closes. */
  source: Client | ClientOptions;
  create: (options: ClientOptions) => Client;
  events: LinkEvents;
  /** Runs a callback soon, but after everything that OpenFeature does in one go. */
  later: (callback: () => void) => void;
  /** How long to wait for the first ruleset. */
  readyTimeoutMs: number | undefined;
}

/**
 * Ties a client to the life of an OpenFeature provider: connected when the provider is initialised, let go when it
 * is shut down, and what happens in between announced. Can be opened again after it was closed.
 */
export class ClientLink {
  readonly #setup: LinkSetup;
  #client: Client | undefined;
  #unlisten: (() => void)[] = [];
  /** Whether OpenFeature knows how the initialisation ended: what is announced before, it would overwrite. */
  #introduced = false;

  constructor(setup: LinkSetup) {
    this.#setup = setup;
  }

  /** Connects and waits for a ruleset, no longer than asked. Resolves to what is in the way, if anything. */
  async open(): Promise<Obstacle | undefined> {
    const client = (this.#client ??= this.#connect());
    // A ruleset kept from the last time answers at once; OpenFeature asks nothing as long as it is kept waiting.
    const result =
      client.status === 'STALE' ? undefined : await client.ready({ timeoutMs: this.#setup.readyTimeoutMs });
    if (client !== this.#client) return { message: 'The provider was shut down.', fatal: false };
    this.#introduced = true;
    if (result?.ready === false) return obstacle(result.status, result.problem);
    this.repeatTrouble();
    return undefined;
  }

  /** Leaves everything as it was before it was opened. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#introduced = false;
    for (const stop of this.#unlisten.splice(0)) stop();
    if (client && client !== this.#setup.source) await client.close();
  }

  ask<T>(
    key: string,
    defaultValue: T,
    question: (client: Client) => EvaluationDetails<T>,
  ): EvaluationDetails<T> {
    return this.#client ? question(this.#client) : notOpen(key, defaultValue);
  }

  /** For what wants no answer; passed over while there is no client. */
  tell(message: (client: Client) => void): void {
    if (this.#client) message(this.#client);
  }

  /**
   * OpenFeature takes a successful initialisation, and a change of the context, for a sign that all is well. Where
   * it is not, it has to be told again.
   */
  repeatTrouble(): void {
    this.#setup.later(() => {
      const { status = 'READY', problem } = this.#client?.stats() ?? {};
      if (status !== 'READY') this.#announce(status, problem);
    });
  }

  #connect(): Client {
    const { source, create, events } = this.#setup;
    const client = isClient(source) ? source : create(source);
    this.#unlisten = [
      client.on('status', (status, reason) => this.#announce(status, reason)),
      client.on('change', (keys) => {
        if (this.#introduced) events.changed([...keys]);
      }),
    ];
    return client;
  }

  #announce(status: ClientStatus, reason: string | undefined): void {
    if (!this.#introduced) return;
    const { events } = this.#setup;
    if (status === 'READY') events.ready();
    else if (status === 'STALE') events.stale(`The server does not confirm the ruleset: ${reason}.`);
    else events.failed(obstacle(status, reason));
  }
}

function isClient(source: Client | ClientOptions): source is Client {
  return typeof source === 'object' && source !== null && 'getBooleanDetails' in source;
}

function obstacle(status: ClientStatus, problem = 'the client is closed'): Obstacle {
  return { message: `There is no ruleset: ${problem}.`, fatal: status !== 'NOT_READY' };
}

function notOpen<T>(flagKey: string, value: T): EvaluationDetails<T> {
  return {
    flagKey,
    value,
    reason: 'ERROR',
    errorCode: 'PROVIDER_NOT_READY',
    errorMessage: 'The provider is not initialised.',
    flagMetadata: {},
  };
}
