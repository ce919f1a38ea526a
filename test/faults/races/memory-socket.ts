import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** A server's side of a connection that goes nowhere: what is written to it is handed on within the process. */
export class MemorySocket extends Socket {
  readonly #onText: (text: string) => void;
  #goOn: (() => void) | undefined;
  #stuck = false;

  constructor(onText: (text: string) => void) {
    super();
    this.#onText = onText;
  }

  /** Stops reading, or reads on. */
  hold(stuck: boolean): void {
    this.#stuck = stuck;
    if (!stuck) this.#goOn?.();
    this.#goOn = undefined;
  }

  #take(text: string, done: () => void): void {
    this.#onText(text);
    if (this.#stuck) this.#goOn = done;
    else done();
  }

  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.#take(chunk.toString(), done);
  }

  override _writev(chunks: { chunk: Buffer | string }[], done: () => void): void {
    this.#take(chunks.map(({ chunk }) => chunk.toString()).join(''), done);
  }
}

/** A response of Node's own that is written to the socket. */
export function responseOn(socket: MemorySocket): ServerResponse {
  const response = new ServerResponse(new IncomingMessage(socket));
  response.assignSocket(socket);
  response.once('finish', () => socket.destroy());
  return response;
}
