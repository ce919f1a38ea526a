import { createRequire } from 'node:module';

/** A connection of better-sqlite3, as far as it is needed here. */
interface Connection {
  pragma(text: string): unknown;
}

const fromServer = createRequire(new URL('../../../server/package.json', import.meta.url));
const { prototype } = fromServer('better-sqlite3') as { prototype: Connection };

/**
 * Finds the connection on which a server that is started now writes: SQLite's limits are set for a connection, and from
 * outside there is no other way to it that works without privileges. The errors that follow are SQLite's own.
 */
export async function writerOf<T>(start: () => Promise<T>): Promise<{ started: T; writer: Connection }> {
  const { pragma } = prototype;
  let writer: Connection | undefined;
  const observe = (connection: Connection, text: string): unknown => {
    // Only the writing connection gets this one: server/src/store/sqlite/engine.ts.
    if (text === 'busy_timeout = 0') writer = connection;
    return pragma.call(connection, text);
  };
  prototype.pragma = function observed(this: Connection, text: string) {
    return observe(this, text);
  };
  try {
    const started = await start();
    if (!writer) throw new Error('The server has opened no connection to write on');
    return { started, writer };
  } finally {
    prototype.pragma = pragma;
  }
}
