import { Badge, Table, Text } from '@mantine/core';
import { memo } from 'react';
import type { Environment } from '../../environments/model.ts';
import { LinkText } from '../../ui/links.tsx';
import { KindName } from '../kind-name.tsx';
import { VALUE_TYPES } from '../kinds.ts';
import type { Flag } from '../model.ts';
import { StateLabel } from '../state-label.tsx';
import { FlagActions } from './flag-actions.tsx';
import classes from './flag-list.module.css';

const TAGS_SHOWN = 3;

interface FlagRowProps {
  project: string;
  flag: Flag;
  environments: readonly Environment[];
}

export const FlagRow = memo(function FlagRow({ project, flag, environments }: FlagRowProps) {
  return (
    <Table.Tr>
      <Table.Td className={classes.flag}>
        <FlagTitle project={project} flag={flag} />
      </Table.Td>
      {environments.map(({ key, name }) => (
        <Table.Td key={key}>
          <StateLink project={project} flag={flag} environment={key} name={name} />
        </Table.Td>
      ))}
      <Table.Td className={classes.wide} c="dimmed">
        <KindName kind={flag.kind} />
      </Table.Td>
      <Table.Td className={classes.wide} c="dimmed">
        {VALUE_TYPES[flag.valueType]}
      </Table.Td>
      <Table.Td className={`${classes.wider} ${classes.owner}`} c="dimmed">
        {flag.owner}
      </Table.Td>
      <Table.Td className={classes.actions}>
        <FlagActions project={project} flag={flag} />
      </Table.Td>
    </Table.Tr>
  );
});

export function FlagTitle({ project, flag }: { project: string; flag: Flag }) {
  const { key, description, tags, archived } = flag;
  return (
    <>
      <span className={classes.title}>
        <LinkText to="/p/$project/flags/$flag" params={{ project, flag: key }} className={classes.key}>
          {key}
        </LinkText>
        {archived && (
          <Badge size="xs" variant="default">
            Archived
          </Badge>
        )}
        {tags.slice(0, TAGS_SHOWN).map((tag) => (
          <span key={tag} className={classes.tag}>
            {tag}
          </span>
        ))}
      </span>
      {description && (
        <Text size="xs" c="dimmed" truncate>
          {description}
        </Text>
      )}
    </>
  );
}

interface StateLinkProps {
  project: string;
  flag: Flag;
  environment: string;
  name: string;
}

/** Leads to where the state is changed; a click here never changes it. */
export function StateLink({ project, flag, environment, name }: StateLinkProps) {
  const config = flag.environments[environment];
  if (!config) return null;
  return (
    <LinkText
      to="/p/$project/flags/$flag"
      params={{ project, flag: flag.key }}
      search={{ environment }}
      className={classes.state}
      title={`${flag.key} in ${name}`}
    >
      <StateLabel config={config} />
    </LinkText>
  );
}
