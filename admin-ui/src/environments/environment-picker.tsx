import { SegmentedControl, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { EnvironmentName } from './environment-name.tsx';
import type { Environment } from './model.ts';

/** Beyond this the buttons get too narrow to read. */
const MAX_BUTTONS = 4;

interface EnvironmentPickerProps {
  environments: readonly Environment[];
  value: string;
  onChange: (environment: string) => void;
  fullWidth?: boolean;
}

export function EnvironmentPicker({
  environments,
  value,
  onChange,
  fullWidth = false,
}: EnvironmentPickerProps) {
  const narrow = useMediaQuery('(max-width: 30em)') ?? false;
  if (environments.length > MAX_BUTTONS) {
    return (
      <Select
        aria-label="Environment"
        data={environments.map(({ key, name }) => ({ value: key, label: name }))}
        value={value}
        onChange={(key) => key && onChange(key)}
      />
    );
  }
  return (
    <SegmentedControl
      aria-label="Environment"
      fullWidth={fullWidth || narrow}
      orientation={narrow ? 'vertical' : 'horizontal'}
      data={environments.map((environment) => ({
        value: environment.key,
        label: <EnvironmentName environment={environment} />,
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
