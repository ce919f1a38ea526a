import { Text, VisuallyHidden } from '@mantine/core';
import { IconMinus, IconPencil, IconPlus, type Icon } from '@tabler/icons-react';
import classes from './difference-list.module.css';
import type { Difference } from './difference.ts';

const SIGNS: Record<Difference['kind'], Icon> = { added: IconPlus, removed: IconMinus, changed: IconPencil };

/** Differences in words. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return <Text c="dimmed">No difference.</Text>;
  return (
    <ul className={classes.list}>
      {differences.map(({ kind, text, details = [] }, index) => {
        const Sign = SIGNS[kind];
        return (
          <li key={index} data-kind={kind}>
            <Sign size={14} aria-hidden />
            <div className={classes.body}>
              <VisuallyHidden>{kind}: </VisuallyHidden>
              {text}
              {details.length > 0 && <DifferenceList differences={details} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
