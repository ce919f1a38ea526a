import type { Change } from '../../server/src/store/model.ts';
import { ada, config, definition } from '../store/shop.ts';
import { openStream, type RawStream } from './open-stream.ts';
import { SERVER_KEY, type TestServer } from './start-server.ts';

/** Bigger than what the kernel holds back for a connection on its own. */
const BIG = 2_000_000;

/** A flag so big that a few of its changes fill every buffer on the way. */
function bigChange(filler: string): Change {
  const variants = [
    { name: 'on', value: filler.repeat(BIG) },
    { name: 'off', value: '' },
  ];
  return {
    project: 'shop',
    action: 'flag.configure',
    flag: 'big',
    environment: 'production',
    comment: '',
    writes: [
      { type: 'flag', key: 'big', value: { ...definition, valueType: 'string', variants } },
      { type: 'flagConfig', key: 'big', environment: 'production', value: config },
    ],
  };
}

/** Streams that stopped reading, at a server that has no way left to write to them. */
export async function openStuck(server: TestServer, count = 1): Promise<RawStream[]> {
  const opening = Array.from({ length: count }, () => openStream(server.url, { key: SERVER_KEY }));
  const streams = await Promise.all(opening);
  for (const stream of streams) stream.pause();
  for (const filler of ['a', 'b', 'c', 'd', 'e', 'f']) await server.store.commit(bigChange(filler), ada);
  return streams;
}
