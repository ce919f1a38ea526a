import type { Rule } from '@signalbox/core/evaluator';
import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Announce } from '../../ui/announce.tsx';
import { randomId } from '../../ui/random-id.ts';
import { move, newRule, replace, without } from './draft.ts';
import { problemsUnder, type Problems } from './problems.ts';
import { RuleCard } from './rule-card.tsx';
import { Section } from './section.tsx';
import classes from './targeting.module.css';
import { useAttributes } from './use-attributes.ts';

interface RulesEditorProps {
  project: string;
  environment: string;
  variants: readonly string[];
  rules: readonly Rule[];
  problems: Problems;
  /** What a new rule serves. */
  defaultVariant: string;
  onChange: (rules: Rule[]) => void;
}

export function RulesEditor(props: RulesEditorProps) {
  const { project, environment, variants, rules, problems, defaultVariant, onChange } = props;
  const attributes = useAttributes(project);
  const [said, setSaid] = useState('');
  const { list, focusLater } = useFocusLater();

  const moveRule = (from: number, to: number) => {
    const rule = rules[from];
    if (!rule || to < 0 || to >= rules.length) return;
    onChange(move(rules, from, to));
    setSaid(`Rule moved to place ${to + 1} of ${rules.length}`);
    // At the end of the list only the other direction can be pressed again.
    const up = to < from ? to > 0 : to === rules.length - 1;
    focusLater(`[data-rule="${rule.id}"] [data-move="${up ? 'up' : 'down'}"]`);
  };

  const insert = (rule: Rule, at: number) => {
    onChange([...rules.slice(0, at), rule, ...rules.slice(at)]);
    setSaid(`Rule added at place ${at + 1}`);
    focusLater(`[data-rule="${rule.id}"] input`);
  };

  return (
    <Section
      title="Rules"
      description="The first rule whose clauses all hold decides."
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => insert(newRule(defaultVariant), rules.length)}
        >
          Add rule
        </Button>
      }
    >
      <Announce>{said}</Announce>
      {rules.length === 0 && <Text c="dimmed">No rules: everyone is treated alike.</Text>}
      <ol className={classes.rules} ref={list}>
        {rules.map((rule, index) => (
          <RuleCard
            key={rule.id}
            project={project}
            environment={environment}
            variants={variants}
            attributes={attributes}
            rule={rule}
            index={index}
            count={rules.length}
            problems={problemsUnder(problems, String(index))}
            onChange={(next) => onChange(replace(rules, index, next))}
            onMove={(to) => moveRule(index, to)}
            onDuplicate={() => insert({ ...rule, id: randomId() }, index + 1)}
            onRemove={() => {
              onChange(without(rules, index));
              setSaid(`Rule ${index + 1} removed`);
            }}
          />
        ))}
      </ol>
    </Section>
  );
}

/** Moves the focus once what it should go to is there. */
function useFocusLater() {
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (!wanted.current) return;
    list.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  });
  return { list, focusLater: (selector: string) => (wanted.current = selector) };
}
