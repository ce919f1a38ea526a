import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';

/** A connection that is being made keeps the process alive whatever we do, so that must not take long. */
const CONNECT_TIMEOUT_MS = 5_000;
/** No ruleset comes near it: what does is no ruleset, and must not fill the memory. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** What the server may answer with, best first. */
export const ENCODINGS = 'br, gzip';

const unpack = { br: promisify(brotliDecompress), gzip: promisify(gunzip) };

interface OutgoingRequest {
  method: string;
  url: string | URL;
  headers: OutgoingHttpHeaders;
  body?: string | undefined;
  signal: AbortSignal;
}

/**
 * Sends a request on a connection of its own, which does not keep the process alive. Follows no redirect: the
 * key in the headers must not reach another server.
 */
export function sendRequest({
  method,
  url,
  headers,
  body,
  signal,
}: OutgoingRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request } = new URL(url).protocol === 'https:' ? https : http;
    const outgoing = request(url, { method, headers, signal, agent: false });
    outgoing.on('socket', (socket) => {
      socket.unref();
      limitConnecting(socket);
    });
    outgoing.once('response', resolve);
    // Stays for the whole life of the request: an error without a listener would end the process.
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function limitConnecting(socket: Socket): void {
  const timer = setTimeout(() => {
    socket.destroy(new Error(`no connection within ${CONNECT_TIMEOUT_MS} ms`));
  }, CONNECT_TIMEOUT_MS).unref();
  const stop = (): void => clearTimeout(timer);
  socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop);
  socket.once('close', stop);
}

/** The whole body as text, unpacked. */
export async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error(`the answer is larger than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const { 'content-encoding': encoding } = response.headers;
  if (encoding !== 'br' && encoding !== 'gzip') return body.toString('utf8');
  return (await unpack[encoding](body, { maxOutputLength: MAX_BODY_BYTES })).toString('utf8');
}
