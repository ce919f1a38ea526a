import classes from './code-block.module.css';
import { Copy } from './copy.tsx';

/** Code to take along. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className={classes.block}>
      {/* Focusable, so that long lines can be scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.scroll} tabIndex={0} aria-label={label}>
        <pre className={classes.code}>
          <code>{code}</code>
        </pre>
      </section>
      <div className={classes.copy}>
        <Copy value={code} label="Copy the code" />
      </div>
    </div>
  );
}
