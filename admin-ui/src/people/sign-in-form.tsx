import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import * as z from 'zod/mini';
import { focusInvalid } from '../ui/focus-invalid.ts';
import { Refusal } from '../ui/refusal.tsx';
import { useInitialFocus } from '../ui/use-initial-focus.ts';
import { useSignIn } from './use-sign-in.ts';

const credentials = z.object({
  email: z.email('Enter your e-mail address.'),
  password: z.string().check(z.minLength(1, 'Enter your password.')),
});

export function SignInForm({ email = '' }: { email?: string }) {
  const signIn = useSignIn();
  const first = useInitialFocus();
  const form = useForm({
    initialValues: { email, password: '' },
    validate: schemaResolver(credentials, { sync: true }),
  });

  return (
    <form noValidate onSubmit={form.onSubmit((values) => signIn.mutate(values), focusInvalid)}>
      <Stack gap="md">
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          ref={email === '' ? first : null}
          data-autofocus={email === '' || undefined}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          ref={email === '' ? null : first}
          data-autofocus={email !== '' || undefined}
          {...form.getInputProps('password')}
        />
        <Refusal error={signIn.error} />
        <Button type="submit" fullWidth loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
