import { FLOORS } from './floors.ts';
import { ours } from './ours.ts';
import { flagd } from './peers/flagd.ts';
import { growthbook } from './peers/growthbook.ts';
import { launchdarkly } from './peers/launchdarkly.ts';
import { unleash } from './peers/unleash.ts';
import type { Subject } from './subject.ts';

export const OURS = 'Signalbox';

export const PEERS: Record<string, Subject> = {
  'unleash-client': unleash,
  'flagd-core': flagd,
  GrowthBook: growthbook,
  LaunchDarkly: launchdarkly,
};

export function subjectOf(name: string): Subject {
  const subject = { ...FLOORS, ...PEERS, [OURS]: ours }[name];
  if (!subject) throw new Error(`There is no "${name}" to measure.`);
  return subject;
}
