import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { CommentDialog } from '../../ui/comment-dialog.tsx';
import type { Flag } from '../model.ts';
import { Section } from '../../ui/section.tsx';
import { useArchiveFlag } from '../use-archive-flag.ts';

export function Archive({ project, flag }: { project: string; flag: Flag }) {
  const [opened, dialog] = useDisclosure();
  const archiving = useArchiveFlag(project, flag.key);
  const { archived, key } = flag;
  const title = archived ? `Bring ${key} back` : `Archive ${key}`;

  return (
    <Section title={archived ? 'Archived' : 'Archive'}>
      <Text c="dimmed" mb="sm">
        {archived
          ? 'It comes back as it was, but off in every environment.'
          : 'SDKs forget the flag and answer with the default in the code. Nothing is lost: it can come back.'}
      </Text>
      <Button
        variant="default"
        leftSection={archived ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
        onClick={dialog.open}
      >
        {archived ? 'Bring back' : 'Archive'}
      </Button>
      <CommentDialog
        opened={opened}
        title={title}
        action={archived ? 'Bring back' : 'Archive'}
        error={archiving.error}
        loading={archiving.isPending}
        onClose={() => {
          dialog.close();
          archiving.reset();
        }}
        onConfirm={(comment) =>
          archiving.mutate({ archive: !archived, comment }, { onSuccess: dialog.close })
        }
      />
    </Section>
  );
}
