import { Textarea } from '@mantine/core';

interface CommentProps {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}

/** Why: kept in the change log. */
export function Comment({ value, onChange, error }: CommentProps) {
  return (
    <Textarea
      label="Comment"
      description="Why. It is kept in the change log."
      value={value}
      error={error}
      maxLength={1_000}
      autosize
      minRows={2}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
