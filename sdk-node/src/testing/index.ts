import {
  createTestClient as createClient,
  type TestClient,
  type TestClientOptions,
} from '@signalbox/core/testing';
import { askInRuns } from '../ask-in-runs.ts';

export * from '@signalbox/core/testing';

/**
 * A client for tests of applications: no server, no network, nothing left running. Its answers come from the same
 * evaluator as in production, and its questions see the context of `runWithContext` as a real client's do.
 *
 * @example
 * ```ts
 * const client = createTestClient({ flags: { 'new-checkout': true } });
 * client.setFlag('new-checkout', false);
 * ```
 */
export function createTestClient(options?: TestClientOptions): TestClient {
  const client = createClient(options);
  return askInRuns(client, () => client.context);
}
