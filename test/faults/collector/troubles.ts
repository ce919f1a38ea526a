import { setTimeout as wait } from 'node:timers/promises';
import { answering, type Link, type ProxyTrouble } from '../proxy.ts';

/** Links on which counts are being sent; the stream goes over others, which are left alone. */
const posting = new WeakSet<Link>();

function isPost(chunk: Buffer, link: Link): boolean {
  if (chunk.subarray(0, 5).toString('latin1') === 'POST ') posting.add(link);
  return posting.has(link);
}

function cut({ client, upstream }: Link): void {
  client.resetAndDestroy();
  upstream.destroy();
}

/** How a collector of counts fails. Only new connections feel it, and only those that post. */
export const COLLECTOR_TROUBLES: readonly ProxyTrouble[] = [
  { name: 'down', accept: (client) => client.resetAndDestroy() },
  {
    name: 'the answer is lost after it was counted',
    up(chunk, link) {
      isPost(chunk, link);
      link.upstream.write(chunk);
    },
    down(chunk, link) {
      if (posting.has(link)) cut(link);
      else link.client.write(chunk);
    },
  },
  {
    name: 'half of the request arrives',
    up(chunk, link) {
      if (!isPost(chunk, link)) return void link.upstream.write(chunk);
      link.upstream.write(chunk.subarray(0, Math.ceil(chunk.length / 2)));
      cut(link);
    },
  },
  {
    name: 'slow',
    up(chunk, link) {
      isPost(chunk, link);
      link.upstream.write(chunk);
    },
    async down(chunk, link) {
      if (posting.has(link)) await wait(100);
      link.client.write(chunk);
    },
  },
  { name: '429', accept: answering('429 Too Many Requests', { 'retry-after': '1' }) },
  { name: '503', accept: answering('503 Service Unavailable') },
  { name: '500', accept: answering('500 Oops') },
];

/** What is too large once stays too large, so this one comes when nothing else is in doubt. */
export const TOO_LARGE: ProxyTrouble = { name: '413', accept: answering('413 Content Too Large') };
