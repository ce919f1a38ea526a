import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface WideTableProps {
  label: string;
  minWidth: number;
  children: ReactNode;
}

/** A table that scrolls sideways where there is no room, by keyboard too. */
export function WideTable({ label, minWidth, children }: WideTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <section tabIndex={0} aria-label={label} style={{ position: 'relative', overflowX: 'auto' }}>
      <Table miw={minWidth} aria-label={label}>
        {children}
      </Table>
    </section>
  );
}
