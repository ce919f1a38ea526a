import { Table } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { FlagRow } from './flag-row.tsx';
import type { FlagListProps } from './flag-table.tsx';

const ROW_HEIGHT = 53;

/** Only the rows that can be seen, with the height of the others in their place. */
export function VirtualRows({ project, flags, environments }: FlagListProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(body.current?.offsetTop ?? 0), []);
  // oxlint-disable-next-line react/incompatible-library -- what it answers goes into no memoized component
  const rows = useWindowVirtualizer({
    count: flags.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: top,
  });
  const drawn = rows.getVirtualItems();
  const above = (drawn[0]?.start ?? top) - top;
  const below = rows.getTotalSize() - ((drawn.at(-1)?.end ?? top) - top);

  return (
    <Table.Tbody ref={body}>
      <Gap height={above} />
      {drawn.map(({ index }) => {
        const flag = flags[index];
        return flag && <FlagRow key={flag.key} project={project} flag={flag} environments={environments} />;
      })}
      <Gap height={below} />
    </Table.Tbody>
  );
}

function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}
