import {
  detailsOf,
  evaluate,
  failed,
  fits,
  type EvaluationContext,
  type EvaluationDetails,
  type JsonValue,
  type ValueType,
} from '../evaluator/index.ts';
import type { CheckedOptions } from './check-options.ts';
import type { Client } from './client-api.ts';
import type { ClientListeners, ClientStatus } from './client-options.ts';
import { connect } from './connection.ts';
import type { Platform } from './platform.ts';
import { createReporter } from './reporter.ts';
import { createRulesetStore, type Taken } from './ruleset-store.ts';

/** A client with a context of its own. */
export interface ContextClient extends Client {
  /** Replaces the evaluation context of questions that bring none. `change` listeners hear of every flag. */
  setContext(context: EvaluationContext | undefined): void;
}

/** The values of a flag, by its value type. */
interface Values {
  boolean: boolean;
  string: string;
  number: number;
  json: JsonValue;
}

/** The client that both SDKs are made of. */
export function createFlagClient(options: CheckedOptions, platform: Platform): ContextClient {
  /** Spares a page that is about to be left the work. */
  const SAVE_AFTER_MS = 1_000;
  /** A longer text is neither kept nor taken for a ruleset that was. */
  const MAX_CACHED_LENGTH = 2_000_000;

  const { setTimer, cache } = platform;
  const { warn } = options;
  const listeners = new Set<Partial<ClientListeners>>();
  const waiting = new Set<() => void>();
  const store = createRulesetStore(() => reporter.collect());
  const reporter = createReporter(platform, () => store.ruleset.flags.values());
  let { context } = options;
  let problem = 'no answer from the server yet';
  /** The server has confirmed a ruleset; before, there is none or the one kept from the last time. */
  let confirmed = false;
  /** There is nothing to wait for any more. */
  let settled = false;
  let disconnect: (() => void) | undefined;
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
    emit((listener) => listener.status?.(next));
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

  function onAlive({ changed, urgent = false }: Taken): void {
    confirmed = true;
    stopStaling?.();
    stopStaling = undefined;
    become('READY');
    settle();
    if (store.standing) platform.onConfirmed?.(store.standing, urgent);
    if (cache && changed.length > 0)
      stopSaving ??= setTimer(() => {
        stopSaving = undefined;
        const text = store.toText();
        cache.save(text.length <= MAX_CACHED_LENGTH ? text : '');
      }, SAVE_AFTER_MS);
    announce(changed);
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
        : failed('PROVIDER_NOT_READY', 'No ruleset yet.');
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
  const client: ContextClient & { status: ClientStatus } = {
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
            ...(client.status !== 'READY' && { problem }),
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
    stats: () => ({
      status: client.status,
      revision: store.standing?.revision,
      digest: store.standing?.digest,
      flags: store.ruleset.flags.size,
      exposures: reporter.stats(),
    }),
    setContext(next) {
      context = next;
      announce([...store.ruleset.flags.keys()]);
    },
    flush: reporter.flush,
    close() {
      disconnect?.();
      stopStaling?.();
      stopSaving?.();
      reporter.close();
      listeners.clear();
      settle();
      return reporter.flush();
    },
  };

  if (options.problem) {
    problem = options.problem;
    warn(problem);
    client.status = 'ERROR';
    settled = true;
  } else {
    const text = cache?.load();
    if (text) {
      if (text.length <= MAX_CACHED_LENGTH && store.take(text)) client.status = 'STALE';
      else warn('Signalbox: the cached ruleset cannot be read.');
    }
    disconnect = connect(platform, store, options.pollIntervalMs, onAlive, onFailed);
  }
  return client;
}

function isOf<K extends ValueType>(type: K, value: JsonValue | undefined): value is Values[K] {
  return fits(value, type);
}
