import { Text } from '@mantine/core';
import { Section } from '../ui/section.tsx';
import classes from './fleet.module.css';
import type { Receipt } from './model.ts';
import { countWords } from './words.ts';

/** Which SDKs are out there, in which versions. */
export function SdkSummary({ receipt: { sdks, browsers, connected } }: { receipt: Receipt }) {
  const listed = sdks.reduce((sum, { instances }) => sum + instances, 0);
  return (
    <Section title="SDK versions">
      {sdks.length + browsers === 0 && (
        <Text size="sm" c="dimmed">
          Nobody is connected.
        </Text>
      )}
      <dl className={classes.counts}>
        {sdks.map(({ name, instances }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{countWords(instances)}</dd>
          </div>
        ))}
        {connected > listed && (
          <div>
            <dt>others</dt>
            <dd>{countWords(connected - listed)}</dd>
          </div>
        )}
        {browsers > 0 && (
          <div>
            <dt>browsers</dt>
            <dd>≈ {countWords(browsers)}</dd>
          </div>
        )}
      </dl>
    </Section>
  );
}
