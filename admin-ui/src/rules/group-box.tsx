import type { Group } from '@signalbox/core/evaluator';
import { ActionIcon, SegmentedControl, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { GROUP_KINDS, groupKind, groupOf, partsOf, type GroupKind } from './conditions.ts';
import classes from './rules.module.css';

interface GroupBoxProps {
  name: string;
  group: Group;
  menu: ReactNode;
  onChange: (group: Group) => void;
  onRemove: (() => void) | undefined;
  /** Its parts. */
  children: ReactNode;
}

const LABELS: Record<GroupKind, string> = { all: 'All', any: 'Any', none: 'None' };

/** Conditions that count as one. */
export function GroupBox({ name, group, menu, onChange, onRemove, children }: GroupBoxProps) {
  const kind = groupKind(group);
  return (
    <fieldset className={classes.group} data-kind={kind} aria-label={capital(name)}>
      <div className={classes.groupHead}>
        <SegmentedControl
          size="xs"
          aria-label={`How the parts of ${name} count`}
          data={GROUP_KINDS.map((value) => ({ value, label: LABELS[value] }))}
          value={kind}
          onChange={(next) => onChange(groupOf(next, partsOf(group)))}
        />
        <Text size="xs" c="dimmed" className={classes.groupWords} aria-hidden>
          of these
        </Text>
        <div className={classes.rowActions}>
          {menu}
          <ActionIcon aria-label={`Remove ${name}`} disabled={!onRemove} onClick={onRemove}>
            <IconX size={15} />
          </ActionIcon>
        </div>
      </div>
      {children}
    </fieldset>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
