import { DataList } from '@mantine/core';
import { KindName } from '../kind-name.tsx';
import { VALUE_TYPES } from '../kinds.ts';
import type { Flag } from '../model.ts';

export function DefinitionList({ flag }: { flag: Flag }) {
  const facts = [
    ['Kind', <KindName key="kind" kind={flag.kind} />],
    ['Type', VALUE_TYPES[flag.valueType]],
    ['Description', flag.description],
    ['Owner', flag.owner],
    ['Tags', flag.tags.join(', ')],
    ['Runbook', flag.runbookUrl],
    ['Expected removal', flag.expectedRemoval],
    ['Visible to browsers', flag.clientSide ? 'Yes' : 'No'],
  ] as const;
  return (
    <DataList withDivider labelWidth="10rem">
      {facts.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue>{value || '–'}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}
