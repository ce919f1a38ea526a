import { ActionIcon, Button, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { ClauseRow } from '../flags/targeting/clause-row.tsx';
import { newClause, replace, without } from '../flags/targeting/draft.ts';
import { problemsUnder, type Problems } from '../flags/targeting/problems.ts';
import { Section } from '../flags/targeting/section.tsx';
import classes from '../flags/targeting/targeting.module.css';
import { useAttributes } from '../flags/targeting/use-attributes.ts';
import { randomId } from '../ui/random-id.ts';
import type { Segment } from './model.ts';

type SegmentRule = Segment['rules'][number];

interface SegmentRulesProps {
  project: string;
  environment: string;
  rules: readonly SegmentRule[];
  problems: Problems;
  onChange: (rules: SegmentRule[]) => void;
}

/** Whoever is not listed belongs when all clauses of any one rule hold. Their order does not matter. */
export function SegmentRules({ project, environment, rules, problems, onChange }: SegmentRulesProps) {
  const attributes = useAttributes(project);
  return (
    <Section
      title="Rules"
      description="Whoever is not listed belongs when all clauses of any one rule hold."
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...rules, { id: randomId(), clauses: [newClause()] }])}
        >
          Add rule
        </Button>
      }
    >
      {rules.length === 0 && <Text c="dimmed">No rules: only listed keys belong.</Text>}
      <ol className={classes.rules}>
        {rules.map((rule, index) => (
          <li key={rule.id} className={classes.rule}>
            <div className={classes.ruleHead}>
              <span className={classes.place} style={{ flex: 1 }}>
                Rule {index + 1}
              </span>
              <ActionIcon
                aria-label={`Remove rule ${index + 1}`}
                onClick={() => onChange(without(rules, index))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
            <div className={classes.ruleBody}>
              {rule.clauses.map((clause, at) => (
                <div className={classes.line} key={at}>
                  <span className={classes.word}>{at === 0 ? 'When' : 'and'}</span>
                  <ClauseRow
                    project={project}
                    environment={environment}
                    attributes={attributes}
                    name={`clause ${at + 1} of rule ${index + 1}`}
                    clause={clause}
                    problems={problemsUnder(problems, `rules.${index}.clauses.${at}`)}
                    onChange={(next) =>
                      onChange(replace(rules, index, { ...rule, clauses: replace(rule.clauses, at, next) }))
                    }
                    onRemove={
                      rule.clauses.length > 1
                        ? () =>
                            onChange(replace(rules, index, { ...rule, clauses: without(rule.clauses, at) }))
                        : undefined
                    }
                  />
                </div>
              ))}
              <div className={classes.line}>
                <span />
                <span>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    leftSection={<IconPlus size={13} />}
                    aria-label={`Add clause to rule ${index + 1}`}
                    onClick={() =>
                      onChange(replace(rules, index, { ...rule, clauses: [...rule.clauses, newClause()] }))
                    }
                  >
                    Add clause
                  </Button>
                </span>
              </div>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
