import type { EnvironmentSettings, Write } from '../store/model.ts';

/** What a new project begins with, in order of promotion. */
const FIRST_ENVIRONMENTS: Record<string, EnvironmentSettings> = {
  development: { name: 'Development', position: 0, production: false, color: 'green' },
  staging: { name: 'Staging', position: 1, production: false, color: 'orange' },
  production: { name: 'Production', position: 2, production: true, color: 'red' },
};

/** All that is written when a project is created. */
export function newProject(name: string): Write[] {
  return [
    { type: 'project', value: { name } },
    ...Object.entries(FIRST_ENVIRONMENTS).map(([environment, value]) => ({
      type: 'environment' as const,
      environment,
      value,
    })),
  ];
}
