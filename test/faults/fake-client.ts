import { equal } from 'node:assert/strict';
import { checkOptions, createFlagClient, parsePosition, type RulesetPayload } from '@signalbox/core/sync';
import { FakePlatform, type FakeStream } from '../../core/src/sync/fake-platform.ts';
import { heartbeatOf } from '../../core/src/sync/fixtures.ts';
import { newestOf, patchFrom, type History } from './sync-history.ts';

/** A client whose clock and network a check moves by hand. */
export interface FakeClient {
  platform: FakePlatform;
  client: ReturnType<typeof createFlagClient>;
}

export function startFakeClient(random: () => number): FakeClient {
  const platform = new FakePlatform();
  platform.randomValue = random();
  const options = checkOptions(
    { url: 'https://flags.example', sdkKey: 'sbx_server_1', onWarning: () => undefined },
    () => undefined,
    platform.now,
  );
  return { platform, client: createFlagClient(options, platform) };
}

/** Answers a stream that begins as a server does: with a patch where that will do, a put, or only a heartbeat. */
export function answerStream(stream: FakeStream, history: History): void {
  const newest = newestOf(history);
  const at = parsePosition(stream.since);
  const known = at?.epoch === newest.epoch && at.revision >= 1 && at.revision <= newest.revision;
  if (!known) stream.send('put', newest);
  else if (at.revision < newest.revision)
    stream.send('patch', patchFrom(history, at.revision, newest.revision));
  stream.send('heartbeat', heartbeatOf(newest));
}

/** From here on the server answers as it should, and every stream gets a heartbeat when one is due. */
export async function heal({ platform, client }: FakeClient, history: History): Promise<void> {
  const newest = newestOf(history);
  platform.answer = () => ({ status: 200, body: newest });
  const healthy = (): boolean => client.stats().digest === newest.digest && client.status === 'READY';
  let answered: FakeStream | undefined;
  for (let beat = 0; beat < 60; beat++) {
    const { stream } = platform;
    if (!stream.closed && stream === answered) stream.send('heartbeat', heartbeatOf(newest));
    else if (!stream.closed) answerStream(stream, history);
    answered = stream;
    await platform.settle();
    if (healthy() && !platform.stream.closed) break;
    await platform.advance(15_000);
  }
  expectAt({ platform, client }, newest);
}

/** Revision, digest and every answer are the server's. */
export function expectAt({ client }: FakeClient, { revision, digest, flags }: RulesetPayload): void {
  const stats = client.stats();
  equal(stats.revision, revision);
  equal(stats.digest, digest);
  equal(stats.flags, flags.length);
  for (const { key, enabled } of flags) equal(client.isEnabled(key, {}, !enabled), enabled);
}
