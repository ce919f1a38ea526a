import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { answering, type ProxyTrouble } from '../proxy.ts';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** All that a network, or something that stands in it, does to a connection. */
export function troubles(elsewhere: string): ProxyTrouble[] {
  return [
    {
      name: 'half open: bytes vanish both ways, the connection stays',
      begin: (link) => (link.dead = true),
      accept: (client) => client.resume(),
    },
    {
      name: 'deaf one way: what the server sends vanishes',
      down: (_, link) => void (link.dead = true),
    },
    {
      name: 'reset: every connection, old and new',
      begin: ({ client }) => client.resetAndDestroy(),
      accept: (client) => client.resetAndDestroy(),
    },
    {
      name: 'closed: every connection, old and new',
      begin: ({ client }) => client.end(),
      accept: (client) => client.end(),
    },
    {
      name: '503 from something in between',
      begin: ({ client }) => client.end(),
      accept: answering('503 Service Unavailable', { 'retry-after': '1' }, 'busy'),
    },
    {
      name: '500 with a page',
      begin: ({ client }) => client.end(),
      accept: answering('500 Oops', { 'content-type': 'text/html' }, '<h1>Oops</h1>'),
    },
    {
      name: 'a page that wants somebody to sign in, with 200',
      begin: ({ client }) => client.end(),
      accept: answering('200 OK', { 'content-type': 'text/html' }, '<form>Welcome to our hotel</form>'),
    },
    {
      name: 'a redirect to another server',
      begin: ({ client }) => client.end(),
      accept: answering('307 Temporary Redirect', { location: elsewhere }),
    },
    {
      name: 'no answer: hangs before the head',
      begin: ({ client }) => client.end(),
      accept: (client) => client.resume(),
    },
    {
      name: 'cut in the middle of a frame',
      down(chunk, { client }) {
        client.write(chunk.subarray(0, Math.ceil(chunk.length / 2)));
        client.end();
      },
    },
    {
      name: 'slow: a few bytes now and then',
      async down(chunk, { client }) {
        for (let at = 0; at < chunk.length; at += 64) {
          client.write(chunk.subarray(at, at + 64));
          await wait(5);
        }
      },
    },
    {
      name: 'late: everything waits',
      async down(chunk, { client }) {
        await wait(300);
        client.write(chunk);
      },
    },
    {
      name: 'split at every byte',
      async down(chunk, { client }) {
        for (const byte of chunk) {
          client.write(Buffer.of(byte));
          await setImmediate();
        }
      },
    },
    {
      name: 'a byte order mark before everything',
      down(chunk, { client }) {
        const body = chunk.indexOf('\r\n\r\n') + 4;
        const start = body >= 4 ? body : 0;
        client.write(Buffer.concat([chunk.subarray(0, start), BOM, chunk.subarray(start)]));
      },
    },
    {
      name: 'bytes lost on the way',
      down(chunk, { client }) {
        const third = Math.ceil(chunk.length / 3);
        client.write(Buffer.concat([chunk.subarray(0, third), chunk.subarray(2 * third)]));
      },
    },
    {
      name: 'everything twice',
      down(chunk, { client }) {
        client.write(Buffer.concat([chunk, chunk]));
      },
    },
    {
      name: 'noise',
      down(chunk, { client }) {
        client.write(Buffer.concat([chunk, Buffer.from(chunk.map((byte) => byte ^ 0x55))]));
      },
    },
    {
      name: 'requests that never get there',
      up: (_, link) => void (link.dead = true),
    },
  ];
}
