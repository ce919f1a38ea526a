import { useMemo } from 'react';
import { useFlags } from '../flags/use-flags.ts';
import { clausesIn } from './conditions.ts';

/** Names that most applications send. */
const USUAL = ['targetingKey', 'email', 'country', 'plan', 'organization.id', 'version'];

/** What may be meant by an attribute: those that rules of the project name already, then the usual ones. */
export function useAttributes(project: string): string[] {
  const { data: flags } = useFlags(project);
  return useMemo(() => {
    const used = (flags ?? [])
      .flatMap(({ environments }) => Object.values(environments))
      .flatMap(({ rules }) => rules.flatMap(({ clauses }) => clausesIn(clauses)))
      .map(({ attribute }) => attribute);
    return [...new Set([...used.toSorted(), ...USUAL])].filter(Boolean);
  }, [flags]);
}
