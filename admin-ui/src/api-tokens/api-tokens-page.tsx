import { Button, EmptyState } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconTerminal2 } from '@tabler/icons-react';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { ApiTokenTable } from './api-token-table.tsx';
import { CreateApiToken } from './create-api-token.tsx';
import { useApiTokens } from './use-api-tokens.ts';

export function ApiTokensPage() {
  const tokens = useApiTokens();
  const [creating, dialog] = useDisclosure();

  return (
    <Page
      title="API tokens"
      description="A terminal or a pipeline acts with one, in your name and with at most your role."
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={dialog.open}>
          Create API token
        </Button>
      }
    >
      <Loaded query={tokens}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              py="xl"
              icon={<IconTerminal2 size={28} />}
              title="No API token"
              description="Create one for the command line, a pipeline or a script."
            />
          ) : (
            <ApiTokenTable tokens={all} />
          )
        }
      </Loaded>
      <CreateApiToken opened={creating} onClose={dialog.close} />
    </Page>
  );
}
