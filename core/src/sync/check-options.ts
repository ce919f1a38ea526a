import type { ClientOptions } from './client-options.ts';

/** Options that can be relied on. */
export interface CheckedOptions extends ClientOptions {
  url: string;
  sdkKey: string;
  onWarning: (message: string) => void;
  /** What is wrong with them, naming the option and the remedy; undefined when nothing is. */
  problem: string | undefined;
}

const WARNING_INTERVAL_MS = 60_000;
const MAX_REMEMBERED_WARNINGS = 100;
const MIN_POLL_MS = 1_000;

/**
 * Makes the best of what an application passes: plain JavaScript, an environment variable that is not set, a
 * secret with a line break at its end. Never throws.
 */
export function checkOptions(
  given: unknown,
  defaultWarning: (message: string) => void,
  now: () => number,
): CheckedOptions {
  const options = read(given);
  const url = text(options.url);
  const sdkKey = text(options.sdkKey);
  const { onWarning } = options;
  return {
    url,
    sdkKey,
    // The server takes no longer ones.
    application: label(options.application, 120),
    applicationVersion: label(options.applicationVersion, 64),
    staleAfterMs: duration(options.staleAfterMs, 0),
    pollIntervalMs: duration(options.pollIntervalMs, MIN_POLL_MS),
    onWarning: oncePerMinute(isWarning(onWarning) ? onWarning : defaultWarning, now),
    problem: problemOf(url, sdkKey),
  };
}

function problemOf(url: string, sdkKey: string): string | undefined {
  if (!/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/i.test(url)) {
    return 'Signalbox: the option "url" must be the address of the server, such as "https://flags.example.com".';
  }
  if (!/^[!-~]+$/.test(sdkKey)) {
    return 'Signalbox: the option "sdkKey" must be an SDK key. Create one under "SDK keys" in the admin UI.';
  }
  return undefined;
}

/** A copy, so that a getter that throws does it here, and only once. */
function read(given: unknown): Partial<Record<keyof ClientOptions, unknown>> {
  try {
    return { ...(typeof given === 'object' ? given : {}) };
  } catch {
    return {};
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Without control characters and halves of surrogate pairs: neither may stand in an address. */
function label(value: unknown, length: number): string | undefined {
  return text(value).slice(0, length).replace(/\p{C}/gu, ' ').trim() || undefined;
}

function duration(value: unknown, least: number): number | undefined {
  return typeof value === 'number' && value >= 0 ? Math.max(least, value) : undefined;
}

function isWarning(value: unknown): value is (message: string) => void {
  return typeof value === 'function';
}

/** The same message again within a minute says nothing new. What throws while it is told disturbs nobody. */
function oncePerMinute(warn: (message: string) => void, now: () => number): (message: string) => void {
  const told = new Map<string, number>();
  return (message) => {
    const at = told.get(message);
    if (at !== undefined && now() - at < WARNING_INTERVAL_MS) return;
    if (told.size >= MAX_REMEMBERED_WARNINGS) told.clear();
    told.set(message, now());
    try {
      warn(message);
    } catch {
      // Nobody is left to tell.
    }
  };
}
