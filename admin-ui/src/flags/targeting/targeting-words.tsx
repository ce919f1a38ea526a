import { Stack, Text } from '@mantine/core';
import type { Environment } from '../../environments/model.ts';
import { RuleWords } from '../../rules/rule-words.tsx';
import { Section } from '../../ui/section.tsx';
import type { Flag, Targeting } from '../model.ts';
import { formatShare } from '../share.ts';
import { shareBesidesOff } from '../summary.ts';
import classes from './targeting.module.css';
import { prerequisiteWords, serveWords } from './words.ts';

interface TargetingWordsProps {
  flag: Flag;
  environment: Environment;
  targeting: Targeting;
  mayEdit: boolean;
}

/** The same for those who may only read it: sentences instead of controls that do nothing. */
export function TargetingWords({ flag, environment, targeting, mayEdit }: TargetingWordsProps) {
  const { enabled, prerequisites = [], rules, fallthrough, offVariant } = targeting;
  const share = shareBesidesOff(targeting);
  return (
    <Stack gap="md">
      <Section>
        <Text fw={550}>
          {enabled ? 'On' : 'Off'} in {environment.name}
        </Text>
        {!mayEdit && !flag.archived && (
          <Text size="xs" c="dimmed">
            You may read this. Editing needs the role editor.
          </Text>
        )}
      </Section>
      {prerequisites.length > 0 && (
        <Section title="Prerequisites">
          <ul className={classes.words}>
            {prerequisites.map((one) => (
              <li key={one.flag}>{prerequisiteWords(one)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Rules">
        {rules.length === 0 ? (
          <Text c="dimmed">No rules: everyone is treated alike.</Text>
        ) : (
          <ol className={classes.words}>
            {rules.map((rule) => (
              <li key={rule.id}>
                {rule.description && <strong>{rule.description}: </strong>}
                <RuleWords conditions={rule.clauses} serves={serveWords(rule.serve)} />
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Section title={rules.length > 0 ? 'Everyone else' : 'Everyone'}>
        <Text>
          {fallthrough.variant === undefined
            ? serveWords(fallthrough)
            : `${formatShare(share)} get ${fallthrough.variant}${share < 100_000 ? `, the others ${offVariant}` : ''}`}
        </Text>
      </Section>
      <Section title="Off variant">
        <Text>{offVariant}</Text>
      </Section>
    </Stack>
  );
}
