import { useMay } from '../../people/use-session.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Section } from '../../ui/section.tsx';
import type { Flag } from '../model.ts';
import { showSchema } from './typed-schema.ts';
import { VariantList } from './variant-list.tsx';
import { VariantsForm } from './variants-form.tsx';

/** What the flag can resolve to, the same in every environment. */
export function VariantsTab({ project, flag }: { project: string; flag: Flag }) {
  const mayEdit = useMay('editor') && !flag.archived;
  return (
    <Section
      title="Variants"
      description="The same in every environment. A variant that is served somewhere cannot go."
    >
      {mayEdit ? (
        <VariantsForm project={project} flag={flag} />
      ) : (
        <>
          <VariantList variants={flag.variants} />
          {flag.jsonSchema && (
            <CodeBlock code={showSchema(flag.jsonSchema)} label="JSON Schema of the variants" />
          )}
        </>
      )}
    </Section>
  );
}
