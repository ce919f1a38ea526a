import { VisuallyHidden } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import classes from './json-diff.module.css';
import { inOrderOf, pretty, sideBySide } from './line-diff.ts';

interface JsonDiffProps {
  before: unknown;
  after: unknown;
  beforeTitle?: string | undefined;
  afterTitle?: string | undefined;
}

/** Two JSON values beside each other; signs as well as colours say what went and what came. */
export function JsonDiff({ before, after, beforeTitle = 'Before', afterTitle = 'After' }: JsonDiffProps) {
  const rows = useMemo(() => sideBySide(pretty(before), pretty(inOrderOf(before, after))), [before, after]);
  return (
    <section
      className={classes.sides}
      // Focusable, so that it can be scrolled by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={`${beforeTitle} and ${afterTitle} as JSON`}
    >
      <div className={classes.title}>{beforeTitle}</div>
      <div className={classes.title}>{afterTitle}</div>
      {rows.map(({ left, right, same }, index) => (
        <Fragment key={index}>
          <Line text={left} sign={same || left === null ? null : '−'} />
          <Line text={right} sign={same || right === null ? null : '+'} />
        </Fragment>
      ))}
    </section>
  );
}

function Line({ text, sign }: { text: string | null; sign: '−' | '+' | null }) {
  const colour = sign === '+' ? classes.added : sign === '−' ? classes.removed : '';
  return (
    <div className={`${classes.line} ${colour}`}>
      {sign && <VisuallyHidden>{sign === '+' ? 'added: ' : 'removed: '}</VisuallyHidden>}
      <span aria-hidden>{sign ?? ' '} </span>
      {text}
    </div>
  );
}
