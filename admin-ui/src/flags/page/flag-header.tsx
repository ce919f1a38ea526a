import { Anchor, Badge, Group, Text, Title } from '@mantine/core';
import { IconCalendarDue, IconExternalLink, IconUser, IconWorldWww } from '@tabler/icons-react';
import { Copy } from '../../ui/copy.tsx';
import { LinkText } from '../../ui/links.tsx';
import { Day } from '../../ui/time.tsx';
import { KindName } from '../kind-name.tsx';
import { VALUE_TYPES } from '../kinds.ts';
import type { Flag } from '../model.ts';
import classes from './flag-header.module.css';

interface FlagHeaderProps {
  project: string;
  flagKey: string;
  flag: Flag | undefined;
}

export function FlagHeader({ project, flagKey, flag }: FlagHeaderProps) {
  return (
    <>
      <LinkText to="/p/$project/flags" params={{ project }} size="xs" c="dimmed">
        Flags
      </LinkText>
      <Group gap="xs" wrap="nowrap">
        <Title order={1} className={classes.key}>
          {flagKey}
        </Title>
        <Copy value={flagKey} label="Copy key" />
        {flag?.archived && <Badge variant="default">Archived</Badge>}
      </Group>
      {flag?.description && (
        <Text size="sm" maw="48rem">
          {flag.description}
        </Text>
      )}
      {flag && <Facts flag={flag} />}
    </>
  );
}

function Facts({ flag }: { flag: Flag }) {
  const { kind, valueType, owner, runbookUrl, expectedRemoval, clientSide, tags } = flag;
  return (
    <div className={classes.facts}>
      <KindName kind={kind} />
      <span>{VALUE_TYPES[valueType]}</span>
      {clientSide && (
        <span>
          <IconWorldWww size={14} aria-hidden /> Visible to browsers
        </span>
      )}
      {owner && (
        <span>
          <IconUser size={14} aria-hidden /> {owner}
        </span>
      )}
      {expectedRemoval && (
        <span>
          <IconCalendarDue size={14} aria-hidden />
          <span>
            Goes by <Day date={expectedRemoval} />
          </span>
        </span>
      )}
      {runbookUrl && (
        <Anchor href={runbookUrl} target="_blank" rel="noreferrer" size="xs" className={classes.runbook}>
          Runbook <IconExternalLink size={13} aria-label="(opens elsewhere)" />
        </Anchor>
      )}
      {tags.map((tag) => (
        <Badge key={tag} size="sm" variant="default" tt="none" fw={500}>
          {tag}
        </Badge>
      ))}
    </div>
  );
}
