import { main } from '../../server/src/cli/main.ts';
import type { Ran } from './run.ts';

interface Setting {
  env?: Record<string, string>;
  /** What it reads from standard input. */
  input?: string;
  /** Whether somebody looks at a screen. */
  screen?: boolean;
  /** What somebody at the keyboard types. */
  typed?: string;
}

interface Watched extends Ran {
  /** Everything that was drawn on the screen, escape sequences included. */
  drawn: string;
}

/** Runs the `signalbox` command without a process of its own: many times as fast, and with a screen to look at. */
export async function runHere(args: readonly string[], setting: Setting = {}): Promise<Watched> {
  const { env = {}, input = '', screen = false, typed } = setting;
  const ran: Watched = { code: null, out: '', err: '', drawn: '' };
  const answer = async (question: string) => {
    ran.err += question;
    return typed ?? '';
  };
  ran.code = await main(args, {
    env,
    print: (text) => void (ran.out += `${text}\n`),
    warn: (text) => void (ran.err += `${text}\n`),
    read: async () => input,
    // So narrow that nothing fits on a line.
    screen: screen
      ? { write: (text) => void (ran.drawn += text), size: () => ({ rows: 24, columns: 30 }) }
      : undefined,
    ask: typed === undefined ? undefined : answer,
  });
  return ran;
}
