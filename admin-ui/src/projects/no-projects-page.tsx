import { EmptyState } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { Page } from '../ui/page.tsx';

export function NoProjectsPage() {
  return (
    <Page title="Projects">
      <EmptyState
        icon={<IconFolderPlus size={28} />}
        title="No project yet"
        description="An admin creates the first one with POST /api/v1/projects."
      />
    </Page>
  );
}
