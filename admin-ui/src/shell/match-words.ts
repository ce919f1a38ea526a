import type { SpotlightActionData, SpotlightFilterFunction } from '@mantine/spotlight';

type Actions = Parameters<SpotlightFilterFunction>[1];

/**
 * Every typed word must be somewhere: "kill checkout" finds "Kill new-checkout". What begins with the first of them
 * comes first, so that "kill" and Enter never open a page instead.
 */
export const matchWords: SpotlightFilterFunction = (query, actions) => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (action: SpotlightActionData) => {
    const text = [action.label, action.description, action.keywords].flat().join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const found = actions.flatMap<Actions[number]>((action) => {
    if (!('actions' in action)) return matches(action) ? [action] : [];
    const left = action.actions.filter(matches);
    return left.length > 0 ? [{ ...action, actions: left }] : [];
  });
  const rank = (entry: Actions[number]) => (beginsWith(entry, words[0]) ? 0 : 1);
  return found.toSorted((left, right) => rank(left) - rank(right));
};

function beginsWith(entry: Actions[number], word: string | undefined): boolean {
  if ('actions' in entry) return entry.actions.some((action) => beginsWith(action, word));
  return entry.label?.toLowerCase().split(/\s+/)[0] === word;
}
