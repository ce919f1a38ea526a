import type { Variant } from '@signalbox/core/evaluator';
import { Table } from '@mantine/core';
import { VariantName } from '../variant-name.tsx';
import { showValue } from './typed.ts';
import classes from './variants.module.css';

export function VariantList({ variants }: { variants: readonly Variant[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>Value</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {variants.map(({ name, value }, index) => (
          <Table.Tr key={name}>
            <Table.Td>
              <VariantName name={name} index={index} />
            </Table.Td>
            <Table.Td>
              <pre className={classes.value}>{showValue(value)}</pre>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
