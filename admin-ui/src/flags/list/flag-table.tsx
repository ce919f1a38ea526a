import { Table, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { EnvironmentName } from '../../environments/environment-name.tsx';
import type { Environment } from '../../environments/model.ts';
import type { Flag } from '../model.ts';
import classes from './flag-list.module.css';
import { FlagRow } from './flag-row.tsx';

/** Up to here the browser draws all rows faster than we could choose which. */
const ALL_ROWS = 200;
/** What stands there while the choosing is loaded: more than a screen holds. */
const FIRST_ROWS = 40;

const VirtualRows = lazy(async () => ({ default: (await import('./virtual-rows.tsx')).VirtualRows }));

export interface FlagListProps {
  project: string;
  flags: readonly Flag[];
  environments: readonly Environment[];
}

export function FlagTable(props: FlagListProps) {
  const { flags, environments } = props;
  return (
    <Table stickyHeader highlightOnHover highlightOnHoverColor="var(--sb-hover)" className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Flag</Table.Th>
          {environments.map((environment) => (
            <Table.Th key={environment.key}>
              <EnvironmentName environment={environment} />
            </Table.Th>
          ))}
          <Table.Th className={classes.wide}>Kind</Table.Th>
          <Table.Th className={classes.wide}>Type</Table.Th>
          <Table.Th className={classes.wider}>Owner</Table.Th>
          <Table.Th>
            <VisuallyHidden>Actions</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      {flags.length > ALL_ROWS ? (
        <Suspense fallback={<AllRows {...props} flags={flags.slice(0, FIRST_ROWS)} />}>
          <VirtualRows {...props} />
        </Suspense>
      ) : (
        <AllRows {...props} />
      )}
    </Table>
  );
}

function AllRows({ project, flags, environments }: FlagListProps) {
  return (
    <Table.Tbody>
      {flags.map((flag) => (
        <FlagRow key={flag.key} project={project} flag={flag} environments={environments} />
      ))}
    </Table.Tbody>
  );
}
