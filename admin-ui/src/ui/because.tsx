import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

/** Around a disabled control: why it is. A span, because a disabled button hears no pointer. */
export function Because({ reason, children }: { reason: string | null; children: ReactNode }) {
  if (!reason) return children;
  return (
    <Tooltip label={reason}>
      {/* Reachable by keyboard too, or the reason would be for mice only. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <span tabIndex={0} role="note" aria-label={reason} style={{ display: 'inline-flex' }}>
        {children}
      </span>
    </Tooltip>
  );
}
