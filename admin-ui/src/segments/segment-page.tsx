import { Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EnvironmentName } from '../environments/environment-name.tsx';
import { useEnvironments } from '../environments/use-environments.ts';
import { useMay } from '../people/use-session.ts';
import { CommentDialog } from '../ui/comment-dialog.tsx';
import { Copy } from '../ui/copy.tsx';
import { LinkText } from '../ui/links.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { SegmentEditor } from './segment-editor.tsx';
import { SegmentWords } from './segment-words.tsx';
import { useDeleteSegment } from './use-delete-segment.ts';
import { useSegment } from './use-segment.ts';
import { UsedByList } from './used-by-list.tsx';

const route = getRouteApi('/app/p/$project/segments/$environment/$segment');

export function SegmentPage() {
  const { project, environment, segment: key } = route.useParams();
  const query = useSegment(project, environment, key);
  const { data: environments = [] } = useEnvironments(project);
  const place = environments.find((one) => one.key === environment);
  const mayEdit = useMay('editor');

  return (
    <Page
      title={query.data?.name ?? key}
      heading={
        <>
          <LinkText
            to="/p/$project/segments"
            params={{ project }}
            search={{ environment }}
            size="xs"
            c="dimmed"
          >
            Segments
          </LinkText>
          <Group gap="xs">
            <Title order={1}>{query.data?.name ?? key}</Title>
            <Text size="sm" c="dimmed" ff="monospace">
              {key}
            </Text>
            <Copy value={key} label="Copy key" />
          </Group>
          {place && (
            <Text size="xs" c="dimmed">
              In <EnvironmentName environment={place} />
            </Text>
          )}
        </>
      }
      actions={
        mayEdit && query.data && <DeleteSegment project={project} environment={environment} segment={key} />
      }
    >
      <Loaded query={query}>
        {(segment) => (
          <>
            <UsedByList project={project} environment={environment} segment={key} />
            {mayEdit ? (
              <SegmentEditor
                key={segment.key}
                project={project}
                environment={environment}
                segment={segment}
              />
            ) : (
              <SegmentWords segment={segment} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface DeleteSegmentProps {
  project: string;
  environment: string;
  segment: string;
}

function DeleteSegment({ project, environment, segment }: DeleteSegmentProps) {
  const [opened, dialog] = useDisclosure();
  const remove = useDeleteSegment(project, environment, segment);
  const navigate = route.useNavigate();
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={16} />} onClick={dialog.open}>
        Delete
      </Button>
      <CommentDialog
        opened={opened}
        title={`Delete segment ${segment}`}
        action="Delete"
        danger
        error={remove.error}
        loading={remove.isPending}
        onClose={() => {
          dialog.close();
          remove.reset();
        }}
        onConfirm={(comment) =>
          remove.mutate(comment, {
            onSuccess: () =>
              void navigate({ to: '/p/$project/segments', params: { project }, search: { environment } }),
          })
        }
      >
        <Text>The change log keeps what it held, so that it can be put back by reverting.</Text>
      </CommentDialog>
    </>
  );
}
