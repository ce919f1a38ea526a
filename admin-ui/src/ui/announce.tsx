import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

/** Said to those who do not see what happened. */
export function Announce({ children }: { children: ReactNode }) {
  return (
    <VisuallyHidden>
      <output>{children}</output>
    </VisuallyHidden>
  );
}
