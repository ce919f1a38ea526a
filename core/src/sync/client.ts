import {
  detailsOf,
  evaluate,
  failed,
  fits,
  type CompiledRuleset,
  type EvaluationContext,
  type EvaluationDetails,
  type JsonValue,
  type ValueType,
} from '../evaluator/index.ts';
import type { CheckedOptions } from './check-options.ts';
import type { Client } from './client-api.ts';
import type { ClientListeners, ClientStatus } from './client-options.ts';
import { connect, type Connection } from './connection.ts';
import type { Platform } from './platform.ts';
import type { Bootstrap } from './protocol.ts';
import { createReporter } from './reporter.ts';
import { createRulesetStore, type Taken } from './ruleset-store.ts';
import { seal, unseal } from './sealed.ts';

/** A client with a context of its own. */
export interface ContextClient extends Client {
  /** Replaces the evaluation context of questions that bring none. `change` listeners hear of every flag. */
  setContext(context: EvaluationContext | undefined): void;
}

/** What an SDK builds on, beside what it shows to applications. */
export interface InnerClient extends ContextClient {
  /** The flags and segments in force, ready to be asked. */
  compiled(): CompiledRuleset;
  /** Lets go of the server for a while. Answers become STALE as they do when the feed is lost. */
  pause(): void;
  /** Connects anew, at once. */
  resume(): void;
}

/** The values of a flag, by its value type. */
interface Values {
  boolean: boolean;
  string: string;
  number: number;
  json: JsonValue;
}

/** The client that both SDKs are made of. */
export function createFlagClient(options: CheckedOptions, platform: Platform): InnerClient {
  /** Spares a page that is about to be left the work. */
  const SAVE_AFTER_MS = 1_000;

  const { setTimer, cache } = platform;
  const { warn } = options;
  const listeners = new Set<Partial<ClientListeners>>();
  const waiting = new Set<() => void>();
  const store = createRulesetStore(() => reporter.collect());
  /** Nothing leaves this process. */
  const isAlone = options.offline === true || options.problem !== undefined;
  const reporter = createReporter(platform, () => store.ruleset.flags.values(), isAlone);
  let { context } = options;
  let problem: string | undefined = 'no answer from the server yet';
  /** The server has confirmed a ruleset; before, there is none or the one kept from the last time. */
  let confirmed = false;
  /** There is nothing to wait for any more. */
  let settled = false;
  let stopStaling: (() => void) | undefined;
  let stopSaving: (() => void) | undefined;

  function emit(tell: (listener: Partial<ClientListeners>) => void): void {
    for (const listener of listeners) {
      try {
        tell(listener);
      } catch (error) {
        warn('Signalbox: a listener threw: ', error);
      }
    }
  }

  function become(next: ClientStatus): void {
    if (client.status === next) return;
    client.status = next;
    emit((listener) => listener.status?.(next, problem));
  }

  function announce(keys: readonly string[]): void {
    if (keys.length > 0) emit((listener) => listener.change?.(keys));
  }

  function settle(): void {
    settled = true;
    for (const done of waiting) done();
  }

  function onFailed(reason: string, refused: boolean): void {
    problem = reason;
    if (!store.standing) become(refused ? 'ERROR' : 'NOT_READY');
    else stopStaling ??= setTimer(() => become('STALE'), options.staleAfterMs);
    if (refused) {
      warn(`Signalbox: the server refuses the SDK key: ${reason}.`);
      settle();
    }
  }

  function onAlive({ changed = [], urgent = false }: Taken): void {
    confirmed = true;
    problem = undefined;
    stopStaling?.();
    stopStaling = undefined;
    become('READY');
    settle();
    if (store.standing) platform.onConfirmed?.(store.standing, urgent);
    if (cache && changed.length > 0) stopSaving ??= setTimer(save, SAVE_AFTER_MS);
    announce(changed);
  }

  /** Writes what waits to be kept. */
  function save(): void {
    if (!cache || !stopSaving) return;
    stopSaving();
    stopSaving = undefined;
    const text = seal(store.toText());
    cache.save(text.length > cache.maxLength ? '' : text);
  }

  function valueOf<K extends ValueType>(type: K) {
    return (key: string, defaultValue: Values[K], given?: EvaluationContext): Values[K] => {
      const { value } = evaluate(store.ruleset, key, type, given ?? context);
      return isOf(type, value) ? value : defaultValue;
    };
  }

  function detailsFor<K extends ValueType>(type: K) {
    return (
      key: string,
      defaultValue: Values[K],
      given?: EvaluationContext,
    ): EvaluationDetails<Values[K]> => {
      const outcome = store.standing
        ? evaluate(store.ruleset, key, type, given ?? context)
        : failed(client.status === 'FATAL' ? 'PROVIDER_FATAL' : 'PROVIDER_NOT_READY', 'No ruleset.');
      const details = detailsOf(key, outcome, defaultValue);
      return {
        ...details,
        value: isOf(type, details.value) ? details.value : defaultValue,
        ...(client.status === 'STALE' &&
          !details.errorCode && {
            reason: confirmed ? 'STALE' : 'CACHED',
            flagMetadata: { ...details.flagMetadata, reason: details.reason },
          }),
      };
    };
  }

  // A plain property: one with a getter would make an object that engines are slow to call methods of.
  const client: InnerClient & { status: ClientStatus } = {
    status: 'NOT_READY',
    isEnabled(key, given, defaultValue = false) {
      const { value } = evaluate(store.ruleset, key, 'boolean', given ?? context);
      return typeof value === 'boolean' ? value : defaultValue;
    },
    getBooleanValue: valueOf('boolean'),
    getStringValue: valueOf('string'),
    getNumberValue: valueOf('number'),
    getObjectValue: valueOf('json'),
    getBooleanDetails: detailsFor('boolean'),
    getStringDetails: detailsFor('string'),
    getNumberDetails: detailsFor('number'),
    getObjectDetails: detailsFor('json'),
    ready: (given) =>
      new Promise((resolve) => {
        const done = (): void => {
          stopWaiting();
          waiting.delete(done);
          resolve({
            ready: store.standing !== undefined,
            status: client.status,
            ...(problem && { problem }),
          });
        };
        const stopWaiting = setTimer(done, given?.timeoutMs ?? 5_000);
        waiting.add(done);
        if (settled) done();
      }),
    on(event, listener) {
      const entry: Partial<ClientListeners> = {};
      entry[event] = listener;
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    track(event, _context, details) {
      if (options.problem) return;
      try {
        if (reporter.track(event, details?.value ?? 0)) return;
      } catch {
        // A getter of the application's that throws: as good as no number.
      }
      warn('Signalbox: track needs a name of 1 to 64 A-Z a-z 0-9 . _ - and a number');
    },
    ruleset: () => (store.standing ? (JSON.parse(store.toText()) as Bootstrap) : undefined),
    stats: () => ({
      status: client.status,
      problem,
      transport: connection?.transport() ?? 'none',
      revision: store.standing?.revision,
      digest: store.standing?.digest,
      flags: store.ruleset.flags.size,
      exposures: reporter.stats(),
    }),
    setContext(next) {
      context = next;
      announce([...store.ruleset.flags.keys()]);
    },
    compiled: () => store.ruleset,
    pause: () => connection?.pause(),
    resume: () => connection?.resume(),
    flush: reporter.flush,
    close() {
      connection?.close();
      stopStaling?.();
      save();
      reporter.close();
      listeners.clear();
      settle();
      return reporter.flush();
    },
  };

  function takeBootstrap(): void {
    const { bootstrap } = options;
    if (!bootstrap) return;
    try {
      // A copy: what the application does with its own later changes nothing here.
      const text = typeof bootstrap === 'string' ? bootstrap : JSON.stringify(bootstrap);
      if (store.take(text).changed) return;
    } catch {
      // Has a circle, or a getter that throws.
    }
    warn('Signalbox: option "bootstrap" is no ruleset of this version');
  }

  function takeCached(): void {
    const sealed = cache?.load();
    if (!cache || !sealed) return;
    if (sealed.length > cache.maxLength || !store.take(unseal(sealed)).changed)
      warn('Signalbox: the cached ruleset cannot be read');
  }

  /** Connects, unless there is nothing to connect to. */
  function begin(): Connection | undefined {
    if (options.problem) {
      problem = options.problem;
      warn(problem);
      client.status = 'FATAL';
      settled = true;
      return undefined;
    }
    takeBootstrap();
    if (options.offline) {
      if (store.standing) client.status = 'READY';
      problem = store.standing ? undefined : 'offline, and without a ruleset';
      confirmed = settled = true;
      return undefined;
    }
    if (!store.standing) takeCached();
    if (store.standing) client.status = 'STALE';
    return connect(platform, store, options.pollIntervalMs, { onAlive, onFailed });
  }

  const connection = begin();
  return client;
}

function isOf<K extends ValueType>(type: K, value: JsonValue | undefined): value is Values[K] {
  return fits(value, type);
}
