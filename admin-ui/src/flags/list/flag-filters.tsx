import { Checkbox, CloseButton, Kbd, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Environment } from '../../environments/model.ts';
import { KINDS } from '../kinds.ts';
import { flagsSearch, type FlagsSearch } from '../search.ts';
import { ANYWHERE, STATES, STATE_WORDS } from './filter.ts';
import classes from './flag-filters.module.css';

interface FlagFiltersProps {
  search: FlagsSearch;
  tags: readonly string[];
  environments: readonly Environment[];
  onChange: (search: Partial<FlagsSearch>) => void;
}

export function FlagFilters({ search, tags, environments, onChange }: FlagFiltersProps) {
  const states = [...environments, { key: ANYWHERE, name: 'Any environment' }].map(({ key, name }) => ({
    group: name,
    items: STATES.map((state) => ({ value: `${key}:${state}`, label: `${STATE_WORDS[state]} in ${name}` })),
  }));

  return (
    <search className={classes.filters}>
      <SearchField value={search.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
      <Select
        aria-label="Kind"
        placeholder="Kind"
        clearable
        className={classes.select}
        data={Object.entries(KINDS).map(([value, { label }]) => ({ value, label }))}
        value={search.kind ?? null}
        onChange={(kind) => onChange({ kind: flagsSearch.shape.kind.parse(kind ?? undefined) })}
      />
      <Select
        aria-label="Tag"
        placeholder="Tag"
        clearable
        searchable
        className={classes.select}
        data={[...tags]}
        value={search.tag ?? null}
        onChange={(tag) => onChange({ tag: tag ?? undefined })}
      />
      <Select
        aria-label="State"
        placeholder="State"
        clearable
        searchable
        className={classes.state}
        data={states}
        value={search.state ?? null}
        onChange={(state) => onChange({ state: state ?? undefined })}
      />
      <Checkbox
        label="Show archived"
        checked={search.archived ?? false}
        onChange={({ currentTarget }) => onChange({ archived: currentTarget.checked || undefined })}
      />
    </search>
  );
}

const SETTLED_MS = 150;

/** What is typed shows at once; the address follows when typing pauses. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const report = useDebouncedCallback(onChange, SETTLED_MS);
  useHotkeys([['/', () => input.current?.focus()]]);
  const [known, setKnown] = useState(value);
  // The address changed by itself: the back button, or "clear".
  if (value !== known) {
    setKnown(value);
    setTyped(value);
  }

  const set = (next: string) => {
    setTyped(next);
    report(next);
  };

  return (
    <TextInput
      ref={input}
      className={classes.search}
      type="search"
      aria-label="Search flags"
      placeholder="Search by key, description, owner or tag"
      leftSection={<IconSearch size={15} />}
      rightSection={
        typed ? (
          <CloseButton size="sm" aria-label="Clear search" onClick={() => set('')} />
        ) : (
          <Kbd size="xs">/</Kbd>
        )
      }
      rightSectionPointerEvents={typed ? 'all' : 'none'}
      value={typed}
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  );
}
