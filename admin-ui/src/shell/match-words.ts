import type { SpotlightActionData, SpotlightFilterFunction } from '@mantine/spotlight';

type Actions = Parameters<SpotlightFilterFunction>[1];

/** Every typed word must be somewhere: "kill checkout" finds "Kill new-checkout". */
export const matchWords: SpotlightFilterFunction = (query, actions) => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (action: SpotlightActionData) => {
    const text = [action.label, action.description, action.keywords].flat().join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return actions.flatMap<Actions[number]>((action) => {
    if (!('actions' in action)) return matches(action) ? [action] : [];
    const left = action.actions.filter(matches);
    return left.length > 0 ? [{ ...action, actions: left }] : [];
  });
};
