/** What a command works with besides its arguments. */
export interface Terminal {
  env: Record<string, string | undefined>;
  /** A line, or several, of standard output. */
  print(text: string): void;
  /** The same of standard error. */
  warn(text: string): void;
  /** All of standard input. */
  read(): Promise<string>;
  /** Somebody watches standard output: what stands there may be rewritten. Undefined when it goes to a file or a pipe. */
  screen: Screen | undefined;
  /** Asks somebody at the keyboard for a line. Undefined when nobody is there. */
  ask: ((question: string) => Promise<string>) | undefined;
}

/** A terminal that shows what is written to it. */
export interface Screen {
  /** Text as it is, escape sequences included. */
  write(text: string): void;
  /** Lines, and characters on each. */
  size(): { rows: number; columns: number };
}

/** One command of `signalbox`, in a file of its own. */
export interface Command {
  /** What `--help` prints. */
  help: string;
  /**
   * @returns the exit code
   * @throws {UsageError} when it was called wrongly, {CommandError} when it could not do its work
   */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** `unconfirmed`: it is done, but the time was up before every SDK instance had confirmed it. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unconfirmed: 3 } as const;

/** The command was called wrongly: the message says how to call it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The command could not do its work: the message says why, and what to do. */
export class CommandError extends Error {
  override name = 'CommandError';
}
