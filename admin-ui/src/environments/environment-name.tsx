import { VisuallyHidden } from '@mantine/core';
import { IconShieldHalfFilled } from '@tabler/icons-react';
import classes from './environment-name.module.css';
import type { Environment } from './model.ts';

/** An environment in its colour; production carries a shield besides. */
export function EnvironmentName({
  environment,
}: {
  environment: Pick<Environment, 'name' | 'color' | 'production'>;
}) {
  const { name, color, production } = environment;
  return (
    <span className={classes.name}>
      <span className={classes.dot} style={{ background: `var(--mantine-color-${color}-6)` }} aria-hidden />
      {name}
      {production && (
        <>
          <IconShieldHalfFilled size={13} className={classes.shield} aria-hidden />
          <VisuallyHidden>(production)</VisuallyHidden>
        </>
      )}
    </span>
  );
}
