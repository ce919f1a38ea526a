import { KINDS } from './kinds.ts';
import classes from './kind-name.module.css';
import type { FlagKind } from './model.ts';

export function KindName({ kind }: { kind: FlagKind }) {
  const { label, icon: Icon } = KINDS[kind];
  return (
    <span className={classes.kind}>
      <Icon size={14} stroke={1.7} aria-hidden />
      {label}
    </span>
  );
}
