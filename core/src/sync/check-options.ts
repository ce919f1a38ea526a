import type { EvaluationContext } from '../evaluator/index.ts';
import type { ClientOptions } from './client-options.ts';

/** Options that can be relied on. */
export interface CheckedOptions {
  /** Without a slash at its end. */
  url: string;
  sdkKey: string;
  /** Empty when not given. */
  application: string;
  applicationVersion: string;
  staleAfterMs: number;
  pollIntervalMs: number;
  context?: EvaluationContext | undefined;
  cache?: boolean | undefined;
  bootstrap?: ClientOptions['bootstrap'];
  offline?: boolean | undefined;
  /** Tells the application, with what was thrown if anything. Never throws. */
  warn: (message: string, thrown?: unknown) => void;
  /** What is wrong with them, naming the option and the remedy; undefined when nothing is. */
  problem: string | undefined;
}

/**
 * Makes the best of what an application passes: plain JavaScript, an environment variable that is not set, a
 * secret with a line break at its end. Never throws.
 */
export function checkOptions(
  given: ClientOptions & Pick<CheckedOptions, 'cache' | 'context'>,
  defaultWarning: (message: string) => void,
  now: () => number,
): CheckedOptions {
  let options: Partial<typeof given> = {};
  try {
    options = { ...given }; // a getter that throws does it here, and only once
  } catch {}
  const { onWarning } = options;
  const url = text(options.url, 2_000).replace(/\/+$/, '');
  const sdkKey = text(options.sdkKey, 200);
  return {
    ...options,
    url,
    sdkKey,
    // The server takes no longer ones.
    application: text(options.application, 120),
    applicationVersion: text(options.applicationVersion, 64),
    staleAfterMs: duration(options.staleAfterMs, 60_000, 0),
    pollIntervalMs: duration(options.pollIntervalMs, 30_000, 1_000),
    warn: oncePerMinute(typeof onWarning === 'function' ? onWarning : defaultWarning, now),
    problem: options.offline
      ? undefined
      : !/^https?:\/\/[^\s/?#][^\s?#]*$/i.test(url)
        ? 'Signalbox: option "url" must be an address such as https://flags.example.com'
        : !/^[!-~]+$/.test(sdkKey)
          ? 'Signalbox: option "sdkKey" must be an SDK key: make one in the admin UI'
          : undefined,
  };
}

/** Without control and format characters and halves of surrogate pairs, which may not stand in an address. */
function text(value: unknown, length: number): string {
  return typeof value === 'string'
    ? value
        .slice(0, length)
        .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
        .trim()
    : '';
}

function duration(value: unknown, otherwise: number, least: number): number {
  return typeof value === 'number' && value >= 0 ? Math.max(least, value) : otherwise;
}

/** The same message again within a minute says nothing new. What throws while it is told disturbs nobody. */
function oncePerMinute(tell: (message: string) => void, now: () => number): CheckedOptions['warn'] {
  const told = new Map<string, number>();
  return (message, thrown = '') => {
    if (now() - (told.get(message) ?? -Infinity) < 60_000) return;
    told.set(message, now());
    try {
      tell(message + String(thrown));
    } catch {
      // Nobody is left to tell.
    }
  };
}
