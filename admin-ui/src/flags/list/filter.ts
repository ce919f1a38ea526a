import type { Flag } from '../model.ts';
import type { FlagsSearch } from '../search.ts';
import { summarise, type Summary } from '../summary.ts';

/** States that one can look for; a split counts as partly on. */
export const STATES = ['on', 'partial', 'off', 'killed'] as const;
export type State = (typeof STATES)[number];

export const STATE_WORDS: Record<State, string> = {
  on: 'On',
  partial: 'Partly on',
  off: 'Off',
  killed: 'Killed',
};

/** In which environment to look; `*` is any. */
export const ANYWHERE = '*';

function stateOf({ state }: Summary): State {
  return state === 'split' ? 'partial' : state;
}

export function filterFlags(flags: readonly Flag[], search: FlagsSearch): Flag[] {
  const words = (search.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return flags.filter(
    (flag) =>
      (search.archived === true || !flag.archived) &&
      (!search.kind || flag.kind === search.kind) &&
      (!search.tag || flag.tags.includes(search.tag)) &&
      (!search.state || isIn(flag, search.state)) &&
      words.every((word) => mentions(flag, word)),
  );
}

function mentions({ key, description, owner, tags }: Flag, word: string): boolean {
  return [key, description, owner, ...tags].some((text) => text.toLowerCase().includes(word));
}

/** `wanted` is `production:killed`. */
function isIn(flag: Flag, wanted: string): boolean {
  const [environment = '', state] = wanted.split(':');
  return Object.entries(flag.environments).some(
    ([key, config]) =>
      (environment === ANYWHERE || environment === key) && stateOf(summarise(config)) === state,
  );
}

export function tagsOf(flags: readonly Flag[]): string[] {
  return [...new Set(flags.flatMap(({ tags }) => tags))].toSorted();
}
