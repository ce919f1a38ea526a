import { checkOptions, createFlagClient, digestOf } from '@signalbox/core/sync';
import { FakePlatform } from '../../../core/src/sync/fake-platform.ts';
import { asker, type Subject } from './subject.ts';
import { buildRuleset, contextOf } from './workload.ts';

/** The client that both SDKs are made of, its exposure counting on. */
export const ours: Subject = {
  payload() {
    const { flags, segments } = buildRuleset();
    const digest = digestOf(flags, segments);
    return JSON.stringify({ environment: 'bench', epoch: 'e', revision: 1, digest, flags, segments });
  },
  start(payload) {
    const platform = new FakePlatform();
    const options = checkOptions({ url: 'http://bench', sdkKey: 'bench' }, () => undefined, platform.now);
    const client = createFlagClient(options, platform);
    platform.stream.send('put', payload);
    return asker({
      context: contextOf,
      boolean: (key, context) => client.isEnabled(key, context),
      string: (key, context) => client.getStringValue(key, '', context),
    });
  },
};
