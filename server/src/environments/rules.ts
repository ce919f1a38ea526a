import { configOf } from '../flags/index.ts';
import { contentOf } from '../segments/index.ts';
import type { Environment, EnvironmentSettings, FlagRecord, SegmentRecord, Write } from '../store/model.ts';

/** The environment whose rules a new one starts with: the last one before it in the order of promotion. */
export function sourceFor(position: number, environments: readonly Environment[]): Environment | undefined {
  return environments.findLast((environment) => environment.position <= position) ?? environments[0];
}

/** After all others. */
export function nextPosition(environments: readonly Environment[]): number {
  return Math.max(-1, ...environments.map((environment) => environment.position)) + 1;
}

/** A new environment has every flag, off, with the rules of its source and the segments that they refer to. */
export function newEnvironment(
  key: string,
  settings: EnvironmentSettings,
  source: { key: string; segments: readonly SegmentRecord[] } | undefined,
  flags: readonly FlagRecord[],
): Write[] {
  return [
    { type: 'environment', environment: key, value: settings },
    ...(source?.segments ?? []).map((segment) => ({
      type: 'segment' as const,
      key: segment.key,
      environment: key,
      value: contentOf(segment),
    })),
    ...flags.flatMap((flag) => {
      const config = source && flag.environments[source.key];
      if (!config) return [];
      const value = { ...configOf(config), enabled: false, killed: null };
      return [{ type: 'flagConfig' as const, key: flag.key, environment: key, value }];
    }),
  ];
}
