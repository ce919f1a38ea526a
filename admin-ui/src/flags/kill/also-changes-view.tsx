import { Code, Text } from '@mantine/core';
import { IconHierarchy3 } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { usePrerequisites } from '../../prerequisites/use-prerequisites.ts';
import { alsoChanges } from './also-changes.ts';
import classes from './kill.module.css';

interface AlsoChangesViewProps {
  project: string;
  environment: string;
  flag: string;
  offVariant: string;
}

/** What else changes with the flag: whoever presses the switch should know. */
export function AlsoChangesView({ project, environment, flag, offVariant }: AlsoChangesViewProps) {
  const { data: all, error } = usePrerequisites(project, environment);
  if (!all) {
    // Nothing holds up a kill, but nothing may look as if there were nothing to know either.
    return error && <Line>Which flags need this one could not be found out.</Line>;
  }
  const { off, open, further } = alsoChanges(all, flag, offVariant);
  return (
    <>
      {off.length > 0 && (
        <Line>
          <Keys flags={off} /> {off.length === 1 ? 'needs it and gives its' : 'need it and give their'} off
          variant too.
        </Line>
      )}
      {open.length > 0 && (
        <Line>
          <Keys flags={open} /> {open.length === 1 ? 'needs' : 'need'} it at <Code>{offVariant}</Code>:{' '}
          {open.length === 1 ? 'its rules decide' : 'their rules decide'} from now on.
        </Line>
      )}
      {further.length > 0 && (
        <Line>
          Through {off.length + open.length === 1 ? 'it' : 'them'}, <Keys flags={further} /> may change.
        </Line>
      )}
    </>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" mt={6} className={classes.line}>
      <IconHierarchy3 size={15} aria-hidden />
      <span>{children}</span>
    </Text>
  );
}

/** Enough to know what it is about; the page of prerequisites has them all. */
const SHOWN = 8;

function Keys({ flags }: { flags: readonly string[] }) {
  return (
    <>
      {flags.slice(0, SHOWN).map((flag, index) => (
        <Fragment key={flag}>
          {index > 0 && ', '}
          <Code>{flag}</Code>
        </Fragment>
      ))}
      {flags.length > SHOWN && ` and ${flags.length - SHOWN} more`}
    </>
  );
}
