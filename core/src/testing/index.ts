export { allStates } from './states.ts';
export {
  createTestClient,
  type Asked,
  type TestClient,
  type TestClientOptions,
  type TestStatus,
  type Tracked,
} from './test-client.ts';
export type { TestFlag, TestSegment } from './flags.ts';
