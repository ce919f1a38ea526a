/** What a command works with besides its arguments. */
export interface Terminal {
  env: Record<string, string | undefined>;
  /** A line, or several, of standard output. */
  print(text: string): void;
  /** All of standard input. */
  read(): Promise<string>;
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

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** The command was called wrongly: the message says how to call it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The command could not do its work: the message says why, and what to do. */
export class CommandError extends Error {
  override name = 'CommandError';
}
