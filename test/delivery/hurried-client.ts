import { checkOptions, createFlagClient, type InnerClient } from '@signalbox/core/sync';
import { nodePlatform } from '../../sdk-node/src/platform.ts';

/** The client of sdk-node on its real network, by a clock that goes so many times as fast. */
export function hurriedClient(url: string, sdkKey: string, times: number): InnerClient {
  const options = checkOptions({ url, sdkKey }, console.warn, Date.now);
  const platform = nodePlatform(options, false);
  return createFlagClient(options, {
    ...platform,
    now: () => Date.now() * times,
    setTimer: (callback, ms) => platform.setTimer(callback, ms / times),
  });
}
