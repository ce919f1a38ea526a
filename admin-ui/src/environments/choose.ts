import type { Environment } from './model.ts';

/** The environment in the address, or else the one that matters most: production, or the last one before users. */
export function chosenEnvironment(
  environments: readonly Environment[],
  asked?: string,
): Environment | undefined {
  return (
    environments.find(({ key }) => key === asked) ??
    environments.find(({ production }) => production) ??
    environments.at(-1)
  );
}
