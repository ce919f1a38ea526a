import { Button, Group } from '@mantine/core';

interface FormActionsProps {
  /** What sending the form does. */
  action: string;
  loading: boolean;
  color?: string;
  disabled?: boolean;
  /** What the other button says. */
  cancel?: string;
  onCancel: () => void;
}

/** The end of a form: the way back, and the way on. */
export function FormActions({
  action,
  loading,
  color = 'signal',
  disabled = false,
  cancel = 'Cancel',
  onCancel,
}: FormActionsProps) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {cancel}
      </Button>
      <Button type="submit" color={color} loading={loading} disabled={disabled}>
        {action}
      </Button>
    </Group>
  );
}
