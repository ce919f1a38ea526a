import type { Rule } from '@signalbox/core/evaluator';
import { TextInput } from '@mantine/core';
import type { Problems } from '../../api/field-problems.ts';
import { RuleList } from '../../rules/rule-list.tsx';
import classes from '../../rules/rules.module.css';
import { newRule } from './draft.ts';
import { RuleServe } from './rule-serve.tsx';

interface RulesEditorProps {
  variants: readonly string[];
  rules: readonly Rule[];
  problems: Problems;
  /** What a new rule serves. */
  defaultVariant: string;
  onChange: (rules: Rule[]) => void;
}

/** The rules of a flag: each has a name and serves something. */
export function RulesEditor({ variants, rules, problems, defaultVariant, onChange }: RulesEditorProps) {
  return (
    <RuleList
      description="The first rule whose conditions all hold decides."
      empty="No rules: everyone is treated alike."
      rules={rules}
      problems={problems}
      newRule={() => newRule(defaultVariant)}
      ordered
      mayBeForEveryone
      onChange={onChange}
      renderName={(rule, place, change) => (
        <TextInput
          variant="unstyled"
          aria-label={`Name of rule ${place}`}
          placeholder="Name it (optional)"
          pl="xs"
          maxLength={120}
          value={rule.description ?? ''}
          onChange={({ currentTarget }) => change({ ...rule, description: currentTarget.value })}
        />
      )}
      renderServe={(rule, place, found, change) => (
        <div className={classes.line}>
          <span className={classes.word}>serve</span>
          <RuleServe
            place={place}
            variants={variants}
            serve={rule.serve}
            problems={found}
            onChange={(serve) => change({ ...rule, serve })}
          />
        </div>
      )}
    />
  );
}
