import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { LinkText } from '../ui/links.tsx';
import { usePrerequisites } from './use-prerequisites.ts';

interface NeededByProps {
  project: string;
  environment: string;
  flag: string;
}

/** The other direction, and the way to the whole picture. */
export function NeededBy({ project, environment, flag }: NeededByProps) {
  const { data: all = [] } = usePrerequisites(project, environment);
  const own = all.find((one) => one.flag === flag);
  if (!own) return null;
  return (
    <Text size="xs" c="dimmed" mt="sm">
      {own.requiredBy.length > 0 && (
        <>
          Needed by{' '}
          {own.requiredBy.map((other, index) => (
            <Fragment key={other}>
              {index > 0 && ', '}
              <LinkText
                to="/p/$project/flags/$flag"
                params={{ project, flag: other }}
                search={{ environment }}
                size="xs"
                ff="monospace"
              >
                {other}
              </LinkText>
            </Fragment>
          ))}
          {' · '}
        </>
      )}
      <LinkText to="/p/$project/prerequisites" params={{ project }} search={{ environment, flag }} size="xs">
        See what needs what
      </LinkText>
    </Text>
  );
}
