import type { User } from './workload.ts';

/** Something that answers flags: ours, a floor, or a peer. */
export interface Subject {
  /** The rules and lists of all flags, as it gets them over the network. */
  payload(): string;
  start(payload: string): Asker | Promise<Asker>;
}

export interface Asker {
  /** The form in which an application passes somebody: made beforehand, outside the timing. */
  context(user: User): unknown;
  boolean(key: string, context: unknown): unknown;
  string(key: string, context: unknown): unknown;
  close?(): void | Promise<void>;
}

/** An asker whose contexts are its own: what `context` makes is what the others get. */
export function asker<Context>(
  parts: {
    context: (user: User) => Context;
    boolean: (key: string, context: Context) => unknown;
    string: (key: string, context: Context) => unknown;
  } & Pick<Asker, 'close'>,
): Asker {
  return parts;
}
