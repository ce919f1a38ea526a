import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Loaded } from '../ui/loaded.tsx';
import { chosenEnvironment } from './choose.ts';
import { EnvironmentPicker } from './environment-picker.tsx';
import type { Environment } from './model.ts';
import { useEnvironments } from './use-environments.ts';

/** The environments of a project, and the one that a screen is about: the one asked for, or else the safest guess. */
export function useChosenEnvironment(project: string, asked: string | undefined) {
  const environments = useEnvironments(project);
  return { environments, environment: chosenEnvironment(environments.data ?? [], asked) };
}

interface EnvironmentFrameProps {
  chosen: ReturnType<typeof useChosenEnvironment>;
  onChange: (environment: string) => void;
  children: (environment: Environment) => ReactNode;
}

/** A screen about one environment, with a picker for another above it. */
export function EnvironmentFrame({ chosen, onChange, children }: EnvironmentFrameProps) {
  const { environments, environment } = chosen;
  return (
    <Loaded query={environments}>
      {(all) =>
        environment && (
          <>
            <Group mb="md">
              <EnvironmentPicker environments={all} value={environment.key} onChange={onChange} />
            </Group>
            {children(environment)}
          </>
        )
      }
    </Loaded>
  );
}
