import type { Screen, Terminal } from './command.ts';

const CLEAR_BELOW = '\u001B[J';
const toStartOfLineAbove = (lines: number) => `\u001B[${lines}F`;

/** Text that changes while one looks at it. */
export interface LiveText {
  /** On a screen it takes the place of what was shown before; elsewhere it is printed if it is another one. */
  show(lines: readonly string[]): void;
  /** For the last time, and all of it, however small the screen. */
  finish(lines: readonly string[]): void;
  /** What comes next stands below: the text is not taken back any more. */
  keep(): void;
}

export function createLiveText({ screen, print }: Pick<Terminal, 'screen' | 'print'>): LiveText {
  let asked = '';
  let drawn = 0;

  function draw(on: Screen, lines: readonly string[]): void {
    const back = drawn > 0 ? toStartOfLineAbove(drawn) : '';
    on.write(`${back}${CLEAR_BELOW}${lines.join('\n')}\n`);
    drawn = lines.length;
  }

  function show(wanted: readonly string[]): void {
    const text = wanted.join('\n');
    if (text === asked) return;
    asked = text;
    if (screen) draw(screen, fitting(wanted, screen.size()));
    else print(text);
  }

  function keep(): void {
    asked = '';
    drawn = 0;
  }

  return {
    show,
    finish(lines) {
      if (screen) draw(screen, lines);
      else show(lines);
      keep();
    },
    keep,
  };
}

/** What has scrolled out of the screen, or taken a second line of it, could not be rewritten. */
function fitting(lines: readonly string[], { rows, columns }: ReturnType<Screen['size']>): readonly string[] {
  const narrow = lines.map((line) => (line.length < columns ? line : `${line.slice(0, columns - 2)}…`));
  const most = Math.max(1, rows - 2);
  if (narrow.length <= most) return narrow;
  return [...narrow.slice(0, most - 1), `… and ${narrow.length - most + 1} more lines`];
}
