import { Stack } from '@mantine/core';
import { useMay } from '../../people/use-session.ts';
import type { Flag } from '../model.ts';
import { Section } from '../../ui/section.tsx';
import { Archive } from './archive.tsx';
import { DefinitionForm } from './definition-form.tsx';
import { DefinitionList } from './definition-list.tsx';

export function FlagSettings({ project, flag }: { project: string; flag: Flag }) {
  const mayEdit = useMay('editor');
  return (
    <Stack gap="md">
      <Section title="About this flag">
        {mayEdit && !flag.archived ? (
          <DefinitionForm project={project} flag={flag} />
        ) : (
          <DefinitionList flag={flag} />
        )}
      </Section>
      {mayEdit && <Archive project={project} flag={flag} />}
    </Stack>
  );
}
