import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconLock, IconLogout, IconSelector, IconTerminal2 } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useSession } from '../people/use-session.ts';
import { useSignOut } from '../people/use-sign-out.ts';
import classes from './user-menu.module.css';

const APPEARANCES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'Auto' },
] as const;

export function UserMenu({ onNavigate }: { onNavigate: () => void }) {
  const session = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  if (!session) return null;

  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <Avatar size={28} radius="xl" name={session.name} color="signal" variant="filled" aria-hidden />
          <VisuallyHidden>Account</VisuallyHidden>
          <span className={classes.words}>
            <Text size="sm" fw={550} truncate>
              {session.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {session.role}
            </Text>
          </span>
          <IconSelector size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.email}</Menu.Label>
        <Menu.Divider />
        <Appearance />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTerminal2 size={15} />}
          onClick={() => {
            onNavigate();
            void navigate({ to: '/api-tokens' });
          }}
        >
          API tokens
        </Menu.Item>
        <Menu.Item leftSection={<IconLock size={15} />} onClick={() => void navigate({ to: '/password' })}>
          Change password
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup
      value={colorScheme}
      onChange={(value) => setColorScheme(APPEARANCES.find((one) => one.value === value)?.value ?? 'auto')}
    >
      <Menu.Label>Appearance</Menu.Label>
      {APPEARANCES.map(({ value, label }) => (
        <Menu.RadioItem key={value} value={value} closeMenuOnClick={false}>
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
