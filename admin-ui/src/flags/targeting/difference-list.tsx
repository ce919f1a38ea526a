import { Text, VisuallyHidden } from '@mantine/core';
import { IconMinus, IconPencil, IconPlus, type Icon } from '@tabler/icons-react';
import type { Difference } from './config-diff.ts';
import classes from './difference-list.module.css';

const SIGNS: Record<Difference['kind'], Icon> = { added: IconPlus, removed: IconMinus, changed: IconPencil };

/** Differences in words. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return <Text c="dimmed">No difference.</Text>;
  return (
    <ul className={classes.list}>
      {differences.map(({ kind, text }) => {
        const Sign = SIGNS[kind];
        return (
          <li key={text} data-kind={kind}>
            <Sign size={14} aria-hidden />
            <span>
              <VisuallyHidden>{kind}: </VisuallyHidden>
              {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
