import { Select } from '@mantine/core';
import classes from './fleet.module.css';
import type { Receipt } from './model.ts';
import { fleetSearch, type InstanceFilter } from './search.ts';
import { countWords, STATE_WORDS } from './words.ts';

interface InstanceFiltersProps {
  receipt: Receipt;
  filter: InstanceFilter;
  onChange: (filter: Partial<InstanceFilter>) => void;
}

const STATES = ['diverged', 'away', 'waiting', 'polling', 'delivered', 'applied'] as const;

export function InstanceFilters({ receipt, filter, onChange }: InstanceFiltersProps) {
  const { applications, sdks } = receipt;
  return (
    <search className={classes.filters} aria-label="Filter the instances">
      <Select
        aria-label="State"
        placeholder="State"
        clearable
        className={classes.filter}
        data={STATES.map((value) => ({
          value,
          label: withCount(STATE_WORDS[value], receipt[value]),
        }))}
        value={filter.state ?? null}
        onChange={(state) => onChange({ state: fleetSearch.shape.state.parse(state ?? undefined) })}
      />
      <Names
        label="Application"
        names={applications}
        value={filter.application}
        onChange={(application) => onChange({ application })}
      />
      <Names label="SDK" names={sdks} value={filter.sdk} onChange={(sdk) => onChange({ sdk })} />
    </search>
  );
}

interface NamesProps {
  label: string;
  names: Receipt['sdks'];
  value: string | undefined;
  onChange: (name: string | undefined) => void;
}

/** Names are any text, the empty one too; a list tells its values apart by more than that. */
const MARK = '=';

function Names({ label, names, value, onChange }: NamesProps) {
  // What is chosen stays in the list when nobody goes by it any more.
  const gone = value !== undefined && !names.some(({ name }) => name === value);
  const shown = gone ? [...names, { name: value, instances: 0 }] : names;
  return (
    <Select
      aria-label={label}
      placeholder={label}
      clearable
      searchable
      className={classes.filter}
      data={shown.map(({ name, instances }) => ({
        value: MARK + name,
        label: withCount(name || 'unnamed', instances),
      }))}
      value={value === undefined ? null : MARK + value}
      onChange={(marked) => onChange(marked?.slice(MARK.length))}
    />
  );
}

function withCount(name: string, count: number): string {
  return `${name} (${countWords(count)})`;
}
