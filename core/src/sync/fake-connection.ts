import { connect } from './connection.ts';
import { FakePlatform } from './fake-platform.ts';
import { createRulesetStore } from './ruleset-store.ts';

/** For tests: a connection whose clock and network the test moves. */
export function startConnection() {
  const platform = new FakePlatform();
  const store = createRulesetStore(() => undefined);
  const problems: string[] = [];
  const connection = connect(platform, store, 30_000, {
    onAlive: () => undefined,
    onFailed: (problem) => problems.push(problem),
  });
  const fetches = () => platform.requests.filter(({ path }) => path === '/sdk/v1/ruleset');
  return { platform, store, connection, problems, fetches };
}
