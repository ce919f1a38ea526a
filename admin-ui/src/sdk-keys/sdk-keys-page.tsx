import { Button, EmptyState } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EnvironmentFrame, useChosenEnvironment } from '../environments/environment-frame.tsx';
import type { Environment } from '../environments/model.ts';
import { useMay } from '../people/use-session.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { CreateSdkKey } from './create-sdk-key.tsx';
import { SdkKeyTable } from './sdk-key-table.tsx';
import { useSdkKeys } from './use-sdk-keys.ts';

const route = getRouteApi('/app/p/$project/sdk-keys');

export function SdkKeysPage() {
  const { project } = route.useParams();
  const { environment: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = useChosenEnvironment(project, asked);
  const isAdmin = useMay('admin');
  const [creating, dialog] = useDisclosure();

  return (
    <Page
      title="SDK keys"
      description="Applications connect with one. Server-side keys are secret; client-side keys are public and see only flags that are visible to browsers."
      actions={
        isAdmin &&
        chosen.environment && (
          <Button leftSection={<IconPlus size={16} />} onClick={dialog.open}>
            Create SDK key
          </Button>
        )
      }
    >
      <EnvironmentFrame
        chosen={chosen}
        onChange={(next) => void navigate({ search: { environment: next }, replace: true })}
      >
        {(environment) => (
          <>
            <SdkKeys project={project} environment={environment} isAdmin={isAdmin} />
            {isAdmin && (
              <CreateSdkKey
                key={environment.key}
                project={project}
                environment={environment}
                opened={creating}
                onClose={dialog.close}
              />
            )}
          </>
        )}
      </EnvironmentFrame>
    </Page>
  );
}

interface SdkKeysProps {
  project: string;
  environment: Environment;
  isAdmin: boolean;
}

function SdkKeys({ project, environment, isAdmin }: SdkKeysProps) {
  const sdkKeys = useSdkKeys(project, environment.key);
  return (
    <Loaded query={sdkKeys}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState
            py="xl"
            icon={<IconKey size={28} />}
            title={`No SDK key for ${environment.name}`}
            description={
              isAdmin ? 'Create one; it comes with the lines of code to paste.' : 'An admin can create one.'
            }
          />
        ) : (
          <SdkKeyTable project={project} environment={environment.key} sdkKeys={all} isAdmin={isAdmin} />
        )
      }
    </Loaded>
  );
}
