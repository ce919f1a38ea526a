import type { FlagMetadata } from '@signalbox/core/evaluator';
import { Code, DataList, Stack } from '@mantine/core';
import { KindName } from '../kind-name.tsx';
import { VALUE_TYPES } from '../kinds.ts';
import type { Flag } from '../model.ts';
import classes from './metadata.module.css';

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
    ['Metadata', flag.metadata && <Metadata key="metadata" metadata={flag.metadata} />],
  ] as const;
  return (
    <DataList withDivider labelWidth="10rem">
      {facts.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue className={classes.fact}>{value || '–'}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

/** As JSON, for `1` and `"1"` are not the same. */
function Metadata({ metadata }: { metadata: FlagMetadata }) {
  return (
    <Stack gap={4} align="flex-start">
      {Object.entries(metadata).map(([name, value]) => (
        <Code key={name}>{`${name}: ${JSON.stringify(value)}`}</Code>
      ))}
    </Stack>
  );
}
