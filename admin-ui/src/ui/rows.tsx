import { Skeleton, Stack } from '@mantine/core';
import { Announce } from './announce.tsx';

/** Where a list is about to be. */
export function Rows({ count = 8, height = 38 }: { count?: number; height?: number }) {
  return (
    <Stack gap={8} aria-busy="true">
      <Announce>Loading</Announce>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={height} radius="sm" opacity={1 - index / (count + 2)} />
      ))}
    </Stack>
  );
}
