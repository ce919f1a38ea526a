import type { FlagConfig } from './model.ts';
import { EVERYONE, formatShare } from './share.ts';

/** How a flag stands in one environment, at a glance. */
export interface Summary {
  state: 'killed' | 'off' | 'on' | 'partial' | 'split';
  /** `Killed`, `Off`, `On`, `20 %`, `2 rules`, `Split`. */
  label: string;
  /** What the label leaves out: `+ 2 rules`. */
  detail: string;
}

export function summarise(config: FlagConfig): Summary {
  if (config.killed) return { state: 'killed', label: 'Killed', detail: '' };
  if (!config.enabled) return { state: 'off', label: 'Off', detail: '' };

  const rules = countRules(config.rules.length);
  const detail = rules && `+ ${rules}`;
  const { fallthrough, offVariant } = config;
  const served = fallthrough.split?.filter(({ variant, weight }) => variant !== offVariant && weight > 0);
  if (served && served.length > 1) {
    const share = fallthrough.share ?? EVERYONE;
    const of = share < EVERYONE ? ` of ${formatShare(share)}` : '';
    return { state: 'split', label: `Split${of}`, detail };
  }

  const share = shareBesidesOff(config);
  if (share === EVERYONE) return { state: 'on', label: 'On', detail };
  // Only the rules give it to anyone: then they are the news.
  if (share === 0 && rules) return { state: 'partial', label: rules, detail: '' };
  return { state: 'partial', label: formatShare(share), detail };
}

/** Share of everyone that no rule has taken and that gets something else than the off variant. */
export function shareBesidesOff({
  fallthrough,
  offVariant,
}: Pick<FlagConfig, 'fallthrough' | 'offVariant'>): number {
  const share = fallthrough.share ?? EVERYONE;
  if (fallthrough.variant !== undefined) return fallthrough.variant === offVariant ? 0 : share;
  const weight = (fallthrough.split ?? []).reduce(
    (sum, one) => sum + (one.variant === offVariant ? 0 : one.weight),
    0,
  );
  return Math.round((weight * share) / EVERYONE);
}

export function countRules(count: number): string {
  if (count === 0) return '';
  return count === 1 ? '1 rule' : `${count} rules`;
}
