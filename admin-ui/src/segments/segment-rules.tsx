import type { Problems } from '../api/field-problems.ts';
import { newClause } from '../rules/conditions.ts';
import { EditingProvider } from '../rules/editing.ts';
import { RuleList } from '../rules/rule-list.tsx';
import { useAttributes } from '../rules/use-attributes.ts';
import { randomId } from '../ui/random-id.ts';
import type { Segment } from './model.ts';

type SegmentRule = Segment['rules'][number];

interface SegmentRulesProps {
  project: string;
  environment: string;
  segment: string;
  rules: readonly SegmentRule[];
  /** By path below `rules`. */
  problems: Problems;
  onChange: (rules: SegmentRule[]) => void;
}

/** Whoever is not listed belongs when all clauses of any one rule hold. Their order does not matter. */
export function SegmentRules({
  project,
  environment,
  segment,
  rules,
  problems,
  onChange,
}: SegmentRulesProps) {
  const attributes = useAttributes(project);
  return (
    <EditingProvider value={{ project, environment, attributes, segment }}>
      <RuleList
        description="Whoever is not listed belongs when all conditions of any one rule hold."
        empty="No rules: only listed keys belong."
        rules={rules}
        problems={problems}
        newRule={() => ({ id: randomId(), clauses: [newClause()] })}
        ordered={false}
        mayBeForEveryone={false}
        onChange={onChange}
      />
    </EditingProvider>
  );
}
