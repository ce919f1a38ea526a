import { Select, Switch, Text } from '@mantine/core';
import { problemsUnder, type Problems } from '../../api/field-problems.ts';
import type { Environment } from '../../environments/model.ts';
import { PrerequisitesEditor } from '../../prerequisites/prerequisites-editor.tsx';
import { EditingProvider } from '../../rules/editing.ts';
import { useAttributes } from '../../rules/use-attributes.ts';
import { Section } from '../../ui/section.tsx';
import type { Flag, Targeting } from '../model.ts';
import { FallthroughEditor } from './fallthrough-editor.tsx';
import { RulesEditor } from './rules-editor.tsx';

interface TargetingEditorProps {
  project: string;
  flag: Flag;
  environment: Environment;
  isKilled: boolean;
  targeting: Targeting;
  problems: Problems;
  onChange: (targeting: Targeting) => void;
}

export function TargetingEditor(props: TargetingEditorProps) {
  const { project, flag, environment, isKilled, targeting, problems, onChange } = props;
  const variants = flag.variants.map(({ name }) => name);
  const attributes = useAttributes(project);
  const set = (part: Partial<Targeting>) => onChange({ ...targeting, ...part });

  return (
    <EditingProvider value={{ project, environment: environment.key, attributes }}>
      <Section>
        <Switch
          size="md"
          label={targeting.enabled ? `On in ${environment.name}` : `Off in ${environment.name}`}
          description={meaning(targeting, isKilled)}
          checked={targeting.enabled}
          onChange={({ currentTarget }) => set({ enabled: currentTarget.checked })}
        />
      </Section>
      <PrerequisitesEditor
        project={project}
        environment={environment.key}
        flag={flag}
        prerequisites={targeting.prerequisites ?? []}
        problems={problemsUnder(problems, 'prerequisites')}
        onChange={(prerequisites) => set({ prerequisites })}
      />
      <RulesEditor
        variants={variants}
        rules={targeting.rules}
        problems={problemsUnder(problems, 'rules')}
        defaultVariant={variants.find((name) => name !== targeting.offVariant) ?? targeting.offVariant}
        onChange={(rules) => set({ rules })}
      />
      <Section
        title={targeting.rules.length > 0 ? 'Everyone else' : 'Everyone'}
        description={whoElse(targeting)}
      >
        <FallthroughEditor
          variants={variants}
          offVariant={targeting.offVariant}
          serve={targeting.fallthrough}
          problems={problemsUnder(problems, 'fallthrough')}
          onChange={(fallthrough) => set({ fallthrough })}
        />
      </Section>
      <Section title="Off variant">
        <Select
          aria-label="Off variant"
          w={220}
          data={variants}
          value={targeting.offVariant}
          error={problems['offVariant']}
          onChange={(offVariant) => offVariant !== null && set({ offVariant })}
        />
        <Text size="xs" c="dimmed" mt={6}>
          Served while the flag is off or killed, and to those outside a share.
        </Text>
      </Section>
    </EditingProvider>
  );
}

function whoElse({ enabled, rules }: Targeting): string {
  const who = rules.length > 0 ? 'Those whom no rule above serves.' : '';
  return enabled ? who : `${who} Counts once the flag is on.`.trim();
}

function meaning({ enabled, offVariant }: Targeting, isKilled: boolean): string {
  if (isKilled) return 'Killed: this counts again once the flag is restored.';
  return enabled
    ? 'Rules decide, first to last; then what everyone else gets.'
    : `Everyone gets ${offVariant}, whatever the rules say.`;
}
