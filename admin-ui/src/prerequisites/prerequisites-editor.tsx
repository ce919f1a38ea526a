import type { Prerequisite } from '@signalbox/core/evaluator';
import { ActionIcon, Button, Select, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { problemsUnder, type Problems } from '../api/field-problems.ts';
import type { Flag } from '../flags/model.ts';
import { StateLabel } from '../flags/state-label.tsx';
import { useFlags } from '../flags/use-flags.ts';
import { replace, without } from '../ui/lists.ts';
import { Section } from '../ui/section.tsx';
import { useFocusLater } from '../ui/use-focus-later.ts';
import { useRowKeys } from '../ui/use-row-keys.ts';
import { NeededBy } from './needed-by.tsx';
import classes from './prerequisites.module.css';

interface PrerequisitesEditorProps {
  project: string;
  environment: string;
  flag: Flag;
  prerequisites: readonly Prerequisite[];
  problems: Problems;
  onChange: (prerequisites: Prerequisite[]) => void;
}

/** Which other flags must be at which variants before this one's rules count. */
export function PrerequisitesEditor(props: PrerequisitesEditorProps) {
  const { project, environment, flag, prerequisites, problems, onChange } = props;
  const { data: flags = [] } = useFlags(project);
  const rows = useRowKeys(prerequisites.length);
  const { place, focusLater } = useFocusLater<HTMLDivElement>();

  const add = () => {
    rows.added(prerequisites.length);
    onChange([...prerequisites, { flag: '', variant: '' }]);
    focusLater(`[data-row="${prerequisites.length}"] input`);
  };

  return (
    <Section
      title="Prerequisites"
      description="Other flags that must be at a variant first. Otherwise everyone gets the off variant."
      actions={
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
          Add prerequisite
        </Button>
      }
    >
      <div ref={place} className={classes.rows}>
        {prerequisites.length === 0 && <Text c="dimmed">None: this flag needs no other.</Text>}
        {prerequisites.map((one, index) => (
          <PrerequisiteRow
            key={rows.keys[index]}
            index={index}
            prerequisite={one}
            environment={environment}
            candidates={candidates(flags, flag, prerequisites, one)}
            problems={problemsUnder(problems, String(index))}
            onChange={(next) => onChange(replace(prerequisites, index, next))}
            onRemove={() => {
              rows.removed(index);
              onChange(without(prerequisites, index));
            }}
          />
        ))}
      </div>
      <NeededBy project={project} environment={environment} flag={flag.key} />
    </Section>
  );
}

/** Flags that can still be chosen, and the one that is, whatever became of it. */
function candidates(
  flags: readonly Flag[],
  own: Flag,
  prerequisites: readonly Prerequisite[],
  { flag: chosen }: Prerequisite,
): Flag[] {
  const taken = new Set(prerequisites.map((one) => one.flag));
  return flags.filter(
    ({ key, archived }) => key === chosen || (!archived && key !== own.key && !taken.has(key)),
  );
}

interface PrerequisiteRowProps {
  index: number;
  prerequisite: Prerequisite;
  environment: string;
  candidates: readonly Flag[];
  problems: Problems;
  onChange: (prerequisite: Prerequisite) => void;
  onRemove: () => void;
}

function PrerequisiteRow(props: PrerequisiteRowProps) {
  const { index, prerequisite, environment, candidates: known, problems, onChange, onRemove } = props;
  const name = `prerequisite ${index + 1}`;
  const other = known.find(({ key }) => key === prerequisite.flag);
  const config = other?.environments[environment];
  const keys = known.map(({ key }) => key);
  const variants = other?.variants.map((variant) => variant.name) ?? [];

  return (
    <div className={classes.row} data-row={index}>
      <Select
        aria-label={`Flag of ${name}`}
        placeholder="flag"
        // One that is gone must still be seen, to be taken out.
        data={withChosen(keys, prerequisite.flag)}
        value={prerequisite.flag || null}
        error={problems['flag']}
        searchable
        nothingFoundMessage="No other flag by that name"
        onChange={(key) => {
          const next = known.find((one) => one.key === key);
          if (next) onChange({ flag: next.key, variant: usualVariant(next, environment) });
        }}
      />
      <Text size="sm" className={classes.at}>
        is at
      </Text>
      <Select
        aria-label={`Variant of ${name}`}
        placeholder="variant"
        data={withChosen(variants, prerequisite.variant)}
        value={prerequisite.variant || null}
        error={problems['variant']}
        disabled={!prerequisite.flag}
        onChange={(variant) => variant !== null && onChange({ ...prerequisite, variant })}
      />
      <Text size="xs" c="dimmed" className={classes.now}>
        {config && (
          <>
            now <StateLabel config={config} />
          </>
        )}
      </Text>
      <ActionIcon aria-label={`Remove ${name}`} mt={3} onClick={onRemove}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}

function withChosen(names: readonly string[], chosen: string): string[] {
  return chosen === '' || names.includes(chosen) ? [...names] : [...names, chosen];
}

/** What one most likely waits for: that the other is on. */
function usualVariant({ variants, environments }: Flag, environment: string): string {
  const off = environments[environment]?.offVariant;
  return (variants.find(({ name }) => name !== off) ?? variants[0])?.name ?? '';
}
