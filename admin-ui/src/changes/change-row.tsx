import { Anchor, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { EnvironmentName } from '../environments/environment-name.tsx';
import type { Environment } from '../environments/model.ts';
import { useMay } from '../people/use-session.ts';
import { LinkText } from '../ui/links.tsx';
import { Ago } from '../ui/time.tsx';
import { ACTION_SIGNS } from './action-signs.ts';
import { ChangeDetails } from './change-details.tsx';
import classes from './change-list.module.css';
import { headline, headlineText } from './headline.ts';
import type { Change } from './model.ts';
import { RevertDialog } from './revert-dialog.tsx';

/** What has a way back of its own: a flag is archived, a kill restored, a key revoked. */
const NOT_REVERTED: ReadonlySet<Change['action']> = new Set([
  'project.create',
  'environment.create',
  'environment.renew',
  'flag.create',
  'flag.kill',
  'flag.restore',
  'sdkKey.create',
  'sdkKey.revoke',
]);

interface ChangeRowProps {
  project: string;
  change: Change;
  environments: readonly Environment[];
}

export function ChangeRow({ project, change, environments }: ChangeRowProps) {
  const [open, details] = useDisclosure();
  const [reverting, revert] = useDisclosure();
  const mayRevert = useMay('editor') && !NOT_REVERTED.has(change.action);
  const { icon: Icon, tone } = ACTION_SIGNS[change.action];
  const Chevron = open ? IconChevronDown : IconChevronRight;

  return (
    <li className={classes.change}>
      <div className={classes.head}>
        <span className={classes.sign} data-tone={tone} aria-hidden>
          <Icon size={15} />
        </span>
        <div>
          <Text size="sm">
            <strong>{change.actor.name}</strong>{' '}
            {change.actor.token && <TokenWords name={change.actor.token.name} />}
            <HeadlineText project={project} change={change} environments={environments} />
          </Text>
          {change.comment && (
            <Text size="sm" c="dimmed" className={classes.comment}>
              “{change.comment}”
            </Text>
          )}
          <Group gap="md" mt={4}>
            <Text size="xs" c="dimmed">
              <Ago at={change.at} /> · #{change.sequence}
            </Text>
            <Anchor component="button" type="button" size="xs" onClick={details.toggle} aria-expanded={open}>
              <Chevron size={12} aria-hidden /> {open ? 'Hide the differences' : 'Show the differences'}
            </Anchor>
          </Group>
        </div>
        {mayRevert && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconArrowBackUp size={13} />}
            onClick={revert.open}
            aria-label={`Revert: ${headlineText(change)}`}
          >
            Revert
          </Button>
        )}
      </div>
      {open && (
        <div className={classes.more}>
          <ChangeDetails change={change} />
        </div>
      )}
      {mayRevert && (
        <RevertDialog project={project} change={change} opened={reverting} onClose={revert.close} />
      )}
    </li>
  );
}

/** A script did it, in that person's name. */
function TokenWords({ name }: { name: string }) {
  return (
    <>
      with the API token <span className={classes.name}>{name}</span>{' '}
    </>
  );
}

function HeadlineText({ project, change, environments }: ChangeRowProps) {
  return headline(change).map((part, index) => {
    if (typeof part === 'string') return <span key={index}>{part}</span>;
    const environment = environments.find(({ key }) => key === part.name && key === change.environment);
    if (environment) return <EnvironmentName key={index} environment={environment} />;
    if (part.name === change.flag) {
      return (
        <LinkText
          key={index}
          to="/p/$project/flags/$flag"
          params={{ project, flag: part.name }}
          search={change.environment ? { environment: change.environment } : {}}
          className={classes.name}
        >
          {part.name}
        </LinkText>
      );
    }
    return (
      <span key={index} className={classes.name}>
        {part.name}
      </span>
    );
  });
}
