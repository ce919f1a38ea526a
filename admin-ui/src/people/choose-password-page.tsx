import { Button, PasswordInput, Stack } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { LinkText } from '../ui/links.tsx';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { Refusal } from '../ui/refusal.tsx';
import { showProblem } from '../api/form-errors.ts';
import { useInitialFocus } from '../ui/use-initial-focus.ts';
import { Entrance } from './entrance.tsx';
import { useChoosePassword } from './use-choose-password.ts';
import { useSession } from './use-session.ts';

const MIN_LENGTH = 10;

const passwords = z
  .object({
    currentPassword: z.string().check(z.minLength(1, 'Enter the password that you signed in with.')),
    newPassword: z
      .string()
      .check(
        z.minLength(MIN_LENGTH, `Use at least ${MIN_LENGTH} characters.`),
        z.maxLength(128, 'Use at most 128 characters.'),
      ),
    repeated: z.string(),
  })
  .check(
    z.refine(({ newPassword, repeated }) => newPassword === repeated, {
      path: ['repeated'],
      error: 'The two are not the same.',
    }),
  );

export function ChoosePasswordPage() {
  const first = useSession()?.mustChangePassword ?? false;
  const navigate = useNavigate();
  const current = useInitialFocus();
  const choose = useChoosePassword();
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', repeated: '' },
    validate: schemaResolver(passwords, { sync: true }),
  });

  const submit = form.onSubmit(
    ({ currentPassword, newPassword }) =>
      choose.mutate(
        { currentPassword, newPassword },
        {
          onSuccess: () => void navigate({ to: '/' }),
          onError: (error) => {
            showProblem(error, form);
            focusInvalid();
          },
        },
      ),
    focusInvalid,
  );

  return (
    <Entrance
      title={first ? 'Choose your password' : 'Change your password'}
      description={first ? 'You signed in with a one-time password. Choose one that only you know.' : ''}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <PasswordInput
            label={first ? 'One-time password' : 'Current password'}
            autoComplete="current-password"
            ref={current}
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label="New password"
            description={`At least ${MIN_LENGTH} characters.`}
            autoComplete="new-password"
            {...form.getInputProps('newPassword')}
          />
          <PasswordInput
            label="New password again"
            autoComplete="new-password"
            {...form.getInputProps('repeated')}
          />
          <Refusal error={choose.error} />
          <Button type="submit" fullWidth loading={choose.isPending}>
            Save password
          </Button>
          {!first && (
            <LinkText to="/" size="sm" ta="center">
              Back
            </LinkText>
          )}
        </Stack>
      </form>
    </Entrance>
  );
}
